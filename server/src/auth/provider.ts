import * as oidc from 'openid-client';
import { z } from 'zod';

/** An organisation's own provider of sign-in, by OpenID Connect. */
export interface ProviderSettings {
  /** Its issuer identifier, where its discovery document lies. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** As people know it. */
  name: string;
}

/** What a visit at the provider is remembered by, until the browser comes back. */
export const visitMemory = z.object({
  nonce: z.string(),
  verifier: z.string(),
  /** The person has to sign in at the provider now: having done so earlier is no proof. */
  anew: z.boolean(),
});
type VisitMemory = z.infer<typeof visitMemory>;

/** Whom the provider has signed in. */
export interface ProviderPerson {
  issuer: string;
  subject: string;
  /** The e-mail address, in small letters; null where the provider does not vouch for it. */
  verifiedEmail: string | null;
  /** What it calls them, to recognise the account by. */
  label: string | null;
}

/** Why nobody came of a visit at the provider. `unavailable`: it does not answer. */
export class ProviderFailure extends Error {
  override name = 'ProviderFailure';
  readonly kind: 'unavailable' | 'refused' | 'cancelled';

  constructor(kind: ProviderFailure['kind'], cause: unknown) {
    super(cause instanceof Error ? cause.message : kind, { cause });
    this.kind = kind;
  }
}

/** The provider that is set up. */
export interface Provider {
  issuer: string;
  name: string;
  /** Where to send a browser, and what to remember until it comes back with this state. */
  begin(state: string, anew: boolean): Promise<{ address: string; memory: VisitMemory }>;
  /**
   * Whom it has signed in, from the address with which the browser came back.
   * @throws ProviderFailure
   */
  finish(query: string, state: string, memory: VisitMemory): Promise<ProviderPerson>;
}

/** What is asked about somebody: who they are, and what they are called. */
const SCOPES = ['openid', 'email', 'profile'];
/** How long what it says of itself is believed, in milliseconds. */
const KNOWN_FOR = 60 * 60_000;
/** Longest wait for an answer of it, in seconds. */
const PATIENCE = 10;
/** How old a sign-in there may be that was asked for anew, in seconds: clocks differ. */
const ANEW = 120;
/** Longest that a provider's name for somebody is kept. */
const LABEL_LENGTH = 200;

const profile = z.object({
  email: z.string().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/** Hosts of this machine, to which a way without TLS leads past nobody. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a provider may be reached without TLS. */
export function isOwnMachine({ hostname }: URL): boolean {
  return LOOPBACK.has(hostname);
}

/** Sends the secret as the provider's document says that it takes it; RFC 6749 has everybody take the header. */
function authentication(secret: string): oidc.ClientAuth {
  const [inBody, inHeader] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, client, body, headers) => {
    const { token_endpoint_auth_methods_supported: methods = [] } = server;
    const posts = !methods.includes('client_secret_basic') && methods.includes('client_secret_post');
    return (posts ? inBody : inHeader)(server, client, body, headers);
  };
}

/** Whether the fault is the way to the provider or the provider itself, and nothing that somebody could have forged. */
function isDown(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.ClientError) {
    return (
      error.code === 'OAUTH_TIMEOUT' ||
      (error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' &&
        error.cause instanceof Response &&
        error.cause.status >= 500)
    );
  }
  // `fetch` says by it that no answer came.
  return error instanceof TypeError;
}

/**
 * Opens the provider; it is asked what it says of itself when it is first needed, so that one that is down keeps nobody from starting.
 * @param redirectUri where it sends browsers back to
 */
export function openProvider(settings: ProviderSettings, redirectUri: () => string): Provider {
  const { issuer, clientId, clientSecret, name } = settings;
  let known: { at: number; asked: Promise<oidc.Configuration> } | undefined;

  async function discover(): Promise<oidc.Configuration> {
    const url = new URL(issuer);
    const configuration = await oidc.discovery(url, clientId, {}, authentication(clientSecret), {
      timeout: PATIENCE,
      execute: [
        // The token comes straight from the provider; its signature is looked at all the same.
        oidc.enableNonRepudiationChecks,
        ...(isOwnMachine(url) ? [oidc.allowInsecureRequests] : []),
      ],
    });
    return configuration;
  }

  async function configured(): Promise<oidc.Configuration> {
    if (!known || Date.now() - known.at > KNOWN_FOR) known = { at: Date.now(), asked: discover() };
    try {
      return await known.asked;
    } catch (error) {
      known = undefined;
      throw new ProviderFailure('unavailable', error);
    }
  }

  /** What the provider says of somebody, in the token or, where that says nothing of an address, when it is asked. */
  async function profileOf(
    configuration: oidc.Configuration,
    tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
    claims: oidc.IDToken,
  ) {
    const told = profile.parse(claims);
    const asks = told.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
    if (!asks) return told;
    return profile.parse(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub));
  }

  return {
    issuer,
    name,
    async begin(state, anew) {
      const configuration = await configured();
      const memory = { nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), anew };
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri(),
        scope: SCOPES.join(' '),
        code_challenge: await oidc.calculatePKCECodeChallenge(memory.verifier),
        code_challenge_method: 'S256',
        nonce: memory.nonce,
        state,
        ...(anew && { prompt: 'login', max_age: '0' }),
      });
      return { address: address.href, memory };
    },
    async finish(query, state, { nonce, verifier, anew }) {
      const configuration = await configured();
      try {
        const tokens = await oidc.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri()}?${query}`),
          {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
            ...(anew && { maxAge: ANEW }),
          },
        );
        const claims = tokens.claims();
        if (!claims) throw new ProviderFailure('refused', null);
        const { email, email_verified: verified, ...names } = await profileOf(configuration, tokens, claims);
        return {
          issuer: claims.iss,
          subject: claims.sub,
          verifiedEmail: verified === true && email !== undefined ? email.toLowerCase() : null,
          label: (email ?? names.preferred_username ?? names.name)?.slice(0, LABEL_LENGTH) ?? null,
        };
      } catch (error) {
        if (error instanceof ProviderFailure) throw error;
        if (error instanceof oidc.AuthorizationResponseError) {
          const down = error.error === 'temporarily_unavailable' || error.error === 'server_error';
          throw new ProviderFailure(
            error.error === 'access_denied' ? 'cancelled' : down ? 'unavailable' : 'refused',
            error,
          );
        }
        throw new ProviderFailure(isDown(error) ? 'unavailable' : 'refused', error);
      }
    },
  };
}
