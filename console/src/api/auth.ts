import {
  type AskingDevice,
  askingDevice,
  type DeviceCodeRefusal,
  deviceRefusal,
  problem,
  requestedScopes,
  type TokenScope,
} from '@marketsafe/contract';
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
  const refusal = problem.safeParse(answer.error);
  throw new ApiFailure('problem', {
    status: answer.error.status,
    retryAfterMs: waitMs,
    cause: answer.error,
    ...(refusal.success && { problem: refusal.data }),
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

// better-auth's client has made a Date of every time.
const deviceAnswer = z.object({
  status: z.enum(['pending', 'approved', 'denied']),
  // Told only to the user to whom the request belongs.
  client_id: z.string().optional(),
  scope: z.string().nullish(),
  device: z
    .object({ ...askingDevice.shape, requestedAt: z.coerce.date().transform((at) => at.toISOString()) })
    .optional(),
});

/** A sign-in request of a device that belongs to the signed-in user. */
export interface DeviceRequest {
  status: 'pending' | 'approved' | 'denied';
  /** Program that asks. */
  clientId: string;
  /** What its token may be used for once it is approved. */
  scopes: readonly TokenScope[];
  /** What asks, as far as it said. */
  device: AskingDevice | null;
}

/** A refusal that is about the code itself, not about the way to the server. */
export class CodeRefused extends Error {
  readonly refusal: DeviceCodeRefusal;

  constructor(refusal: DeviceCodeRefusal) {
    super(refusal);
    this.name = 'CodeRefused';
    this.refusal = refusal;
  }
}

/** Reads the server's refusal of a device code; undefined where the refusal is about something else. */
export function codeRefusal(cause: unknown): DeviceCodeRefusal | undefined {
  return deviceRefusal.safeParse(cause).data?.refusal;
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
  const { status, client_id: clientId, scope, device = null } = request.data;
  if (clientId === undefined) throw new CodeRefused('other-user');
  const scopes = requestedScopes(scope);
  // Nobody approves what this page cannot name.
  if (scopes === null) throw new ApiFailure('garbled');
  return { status, clientId, scopes, device };
}

/** Approves a request that was looked up before, for one organisation. Throws `CodeRefused` or `ApiFailure`. */
export async function approveDevice(userCode: string, organisationId: string): Promise<void> {
  await askAboutCode((fetchOptions) =>
    // The organisation is ours: the library passes on what it does not know.
    auth.device.approve({ userCode, ...{ organisationId }, fetchOptions }),
  );
}

/** Denies a request that was looked up before. Throws `CodeRefused` or `ApiFailure`. */
export async function denyDevice(userCode: string): Promise<void> {
  await askAboutCode((fetchOptions) => auth.device.deny({ userCode, fetchOptions }));
}
