import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider, { type Configuration } from 'oidc-provider';

/** Whom the provider knows: claims by account. */
type People = Record<string, { email?: string; email_verified?: boolean; name?: string }>;

type Claims = Record<string, unknown>;

/** A real provider of OpenID Connect on this machine, which signs in whoever is said to sit before it. */
export interface TestProvider {
  /** What a server of ours needs to know of it. */
  settings: { issuer: string; clientId: string; clientSecret: string; name: string };
  /** Lets it send browsers back to a server of ours. */
  serve(origin: string): void;
  /** Who signs in there next; null for somebody who turns away. */
  person: string | null;
  readonly people: People;
  /** Says otherwise in its tokens than it should, signed by its own key, or by another. */
  tamper: ((claims: Claims) => Claims | 'foreign key') | null;
  /** Answers nothing but 503. */
  down: boolean;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'marketsafe', clientSecret: 'a secret of forty characters and some more' };

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** Starts one; `serve` has to follow. */
export async function startProvider(): Promise<TestProvider> {
  const [key, foreign] = [rsa(), rsa()];
  const http: Server = createServer((_request, response) => void response.writeHead(503).end());
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(http.address() as AddressInfo).port}`;
  const test: TestProvider = {
    settings: { issuer, ...CLIENT, name: 'Aurora ID' },
    person: 'mei',
    people: {},
    tamper: null,
    down: false,
    serve(origin) {
      const provider = new OidcProvider(issuer, configurationFor(origin));
      provider.use(async (context, next) => {
        await next();
        const body = context.body as { id_token?: string } | undefined;
        if (test.tamper && typeof body?.id_token === 'string')
          body.id_token = tampered(body.id_token, test.tamper);
      });
      const answer = provider.callback();
      http.removeAllListeners('request');
      http.on('request', (request, response) => {
        if (test.down) return void response.writeHead(503).end();
        if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
        const { person } = test;
        const result =
          person === null
            ? { error: 'access_denied', error_description: 'turned away' }
            : { login: { accountId: person } };
        provider
          .interactionFinished(request, response, result, { mergeWithLastSubmission: false })
          .catch(() => response.writeHead(500).end());
      });
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };

  function tampered(token: string, tamper: NonNullable<TestProvider['tamper']>): string {
    const [head = '', payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    const changed = tamper(claims);
    const body = `${head}.${changed === 'foreign key' ? payload : Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
    const signature = sign('sha256', Buffer.from(body), changed === 'foreign key' ? foreign : key);
    return `${body}.${signature.toString('base64url')}`;
  }

  function configurationFor(origin: string): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [`${origin}/api/auth/provider/callback`],
          response_types: ['code'],
        },
      ],
      jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['a key of tests'] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, ...test.people[accountId] }),
      }),
      // Nobody is asked what they let a program of their own organisation see.
      async loadExistingGrant(context) {
        const { client, session, provider } = context.oidc;
        const grant = new provider.Grant({
          clientId: client?.clientId ?? '',
          accountId: session?.accountId ?? '',
        });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    };
  }
  return test;
}
