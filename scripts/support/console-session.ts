import type { Language } from '@marketsafe/words';
import type { Program } from './program.ts';

/** A person's session with the program's console, without a browser. */
export interface ConsoleSession {
  /** Asks the backend as that person; throws for an answer that is no success. */
  ask(path: string, body?: unknown): Promise<unknown>;
  /** Chooses the language in which that person reads, from now on and everywhere. */
  speak(language: Language): Promise<void>;
  /** Bytes that the backend holds for that person, or makes of an order. */
  bytes(path: string, order?: unknown): Promise<Buffer>;
}

/** Signs in to the console as the demo investigator. */
export async function openConsole({
  url,
  credentials,
}: Pick<Program, 'url' | 'credentials'>): Promise<ConsoleSession> {
  const headers = { Origin: url, 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: credentials.email, password: credentials.password }),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const asked = async (path: string, body: unknown, method = 'POST') => {
    const answered = await fetch(`${url}${path}`, {
      headers: { ...headers, Cookie: cookie },
      ...(body !== undefined && { method, body: JSON.stringify(body) }),
    });
    if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
    return answered;
  };
  return {
    async ask(path, body) {
      return (await asked(path, body)).json();
    },
    async speak(language) {
      await asked('/v1/me/language', { choice: language, chosenAt: new Date().toISOString() }, 'PUT');
    },
    async bytes(path, order) {
      return Buffer.from(await (await asked(path, order)).arrayBuffer());
    },
  };
}

/** Approves the sign-in of an extension that shows this code, as the console's page does. */
export async function approveSignIn(session: ConsoleSession, userCode: string): Promise<void> {
  // Looking the code up is what ties it to the person who approves it.
  await session.ask(`/api/auth/device?user_code=${encodeURIComponent(userCode)}`);
  await session.ask('/api/auth/device/approve', { userCode });
}
