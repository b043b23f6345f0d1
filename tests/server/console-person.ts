import { problem, type Role } from '@marketsafe/contract';
import { hashPassword } from '../../server/src/auth/passwords.ts';
import { addOrganisation, addPerson, type Person, send, type TestServer } from './support.ts';

export const PASSWORD = 'correct horse battery staple';

/** A browser: it keeps cookies as their paths say, and says that it is on a page of ours. */
export class Browser {
  readonly #test: TestServer;
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(test: TestServer) {
    this.#test = test;
  }

  /** Cookies that go along to an address. */
  cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  /** Keeps what an answer sets, from us or anybody else. */
  keep(headers: Headers): void {
    for (const set of headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      if (attributes.some((each) => /^max-age=0$/i.test(each))) this.#cookies.delete(name);
      else this.#cookies.set(name, { value: value.join('='), path });
    }
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const cookie = this.cookiesFor(path);
    const answer = await send(this.#test, path, {
      method,
      headers: {
        ...(method !== 'GET' && { origin: this.#test.url }),
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.keep(answer.headers);
    return answer;
  }

  signIn(email: string, password = PASSWORD) {
    return this.call('POST', '/api/auth/sign-in/email', { email, password });
  }

  /** Shows again who one is. */
  prove(password = PASSWORD) {
    return this.call('POST', '/v1/me/proof', { password });
  }

  /** Whether somebody is signed in in it: the status of what is asked for first. */
  async status(): Promise<number> {
    return (await this.call('GET', '/v1/me')).status;
  }
}

/** Somebody with a password who is not signed in yet. */
export async function withPassword(
  test: TestServer,
  roles: Role[] = ['investigator'],
): Promise<Person & { email: string }> {
  const person = await addPerson(test, await addOrganisation(test), roles);
  await test.owner.query(
    `insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
     values ($1, $1, 'credential', $1, $2, now())`,
    [person.userId, await hashPassword(PASSWORD)],
  );
  return { ...person, email: `${person.userId}@test.example` };
}

/** A refusal as status and code. */
export const refusal = ({ status, json }: Awaited<ReturnType<typeof send>>) => [
  status,
  problem.parse(json).code,
];

/** What the audit has of a person since the beginning, the newest last. */
export async function auditOf(test: TestServer, organisationId: string) {
  const { rows } = await test.owner.query<{ entry: { action: string; detail: Record<string, unknown> } }>(
    'select entry from app.audit where organisation_id = $1 order by sequence',
    [organisationId],
  );
  return rows.map(({ entry }) => entry);
}
