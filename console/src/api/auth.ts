import { createAuthClient } from 'better-auth/client';
import { deviceAuthorizationClient } from 'better-auth/client/plugins';
import { z } from 'zod';
import { PATIENCE_MS, retryAfterMs } from './client.ts';
import { ApiFailure } from './failure.ts';

const auth = createAuthClient({
  plugins: [deviceAuthorizationClient()],
  // The default plug-in follows redirects that the answer asks for; this console decides itself where to go.
  disableDefaultFetchPlugins: true,
  fetchOptions: { timeout: PATIENCE_MS },
});

/** Called by better-auth's client with a refusal. */
interface FetchOptions {
  onError: (context: { response?: Response | undefined }) => void;
}

/** What better-auth's client hands back. */
interface AuthAnswer {
  data: unknown;
  error: { status: number } | null;
}

/** Waits for one answer of better-auth; a refusal or a silence is thrown as `ApiFailure` with the refusal as its cause. */
async function ask(send: (options: FetchOptions) => Promise<AuthAnswer>): Promise<unknown> {
  let waitMs = 0;
  const options: FetchOptions = {
    onError: ({ response }) => {
      const header = response?.headers.get('retry-after') ?? response?.headers.get('x-retry-after') ?? null;
      waitMs = retryAfterMs(header, Date.now());
    },
  };
  let answer: AuthAnswer;
  try {
    answer = await send(options);
  } catch (cause) {
    throw new ApiFailure('unreachable', { cause });
  }
  if (answer.error === null) return answer.data;
  throw new ApiFailure('problem', {
    status: answer.error.status,
    retryAfterMs: waitMs,
    cause: answer.error,
  });
}

/** Signs in with e-mail and password; the server sets the session cookie. Throws `ApiFailure`, status 401 for a wrong pair. */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await ask((fetchOptions) => auth.signIn.email({ ...credentials, fetchOptions }));
}

/** Ends the session on the server. Throws `ApiFailure`. */
export async function signOut(): Promise<void> {
  await ask((fetchOptions) => auth.signOut({ fetchOptions }));
}

const deviceAnswer = z.object({
  status: z.enum(['pending', 'approved', 'denied']),
  // Told only to the user to whom the request belongs.
  client_id: z.string().optional(),
});

/** A sign-in request of a device that belongs to the signed-in user. */
export interface DeviceRequest {
  status: 'pending' | 'approved' | 'denied';
  /** Program that asks. */
  clientId: string;
}

/** Why a device code cannot be approved or denied. */
export type CodeRefusal = 'unknown' | 'expired' | 'used' | 'other-user';

/** A refusal that is about the code itself, not about the way to the server. */
export class CodeRefused extends Error {
  readonly refusal: CodeRefusal;

  constructor(refusal: CodeRefusal) {
    super(refusal);
    this.name = 'CodeRefused';
    this.refusal = refusal;
  }
}

// Names of RFC 8628, with better-auth's own words where two cases share a name.
const deviceRefusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** Reads better-auth's refusal of a device code; undefined where the refusal is about something else. */
export function codeRefusal(cause: unknown): CodeRefusal | undefined {
  const refusal = deviceRefusal.safeParse(cause);
  if (!refusal.success) return undefined;
  if (refusal.data.error === 'expired_token') return 'expired';
  if (refusal.data.error === 'access_denied') return 'other-user';
  if (refusal.data.error !== 'invalid_request') return undefined;
  return refusal.data.error_description === 'Device code already processed' ? 'used' : 'unknown';
}

async function askAboutCode(send: (options: FetchOptions) => Promise<AuthAnswer>): Promise<unknown> {
  try {
    return await ask(send);
  } catch (error) {
    const refusal = error instanceof ApiFailure ? codeRefusal(error.cause) : undefined;
    throw refusal === undefined ? error : new CodeRefused(refusal);
  }
}

/**
 * Looks a device's request up by its code and ties it to the signed-in user, who alone can answer it from then on.
 * Throws `CodeRefused` or `ApiFailure`.
 */
export async function lookUpDevice(userCode: string): Promise<DeviceRequest> {
  const answer = await askAboutCode((fetchOptions) =>
    auth.device({ query: { user_code: userCode }, fetchOptions }),
  );
  const request = deviceAnswer.safeParse(answer);
  if (!request.success) throw new ApiFailure('garbled', { cause: request.error });
  const { status, client_id: clientId } = request.data;
  if (clientId === undefined) throw new CodeRefused('other-user');
  return { status, clientId };
}

/** Answers a request that was looked up before. Throws `CodeRefused` or `ApiFailure`. */
export async function answerDevice(userCode: string, answer: 'approve' | 'deny'): Promise<void> {
  await askAboutCode((fetchOptions) =>
    answer === 'approve'
      ? auth.device.approve({ userCode, fetchOptions })
      : auth.device.deny({ userCode, fetchOptions }),
  );
}
