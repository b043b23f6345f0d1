import { type DeviceCodeRefusal, type DeviceRefusal, deviceRefusal } from '@marketsafe/contract';
import { deviceAuthorization } from 'better-auth/plugins';
import { z } from 'zod';
import { HttpProblem, tooManyRequests } from '../problems.ts';

const { DEVICE_CODE_ALREADY_PROCESSED } = deviceAuthorization().$ERROR_CODES;

/** The sign-in library's refusal of a step of device authorization: a code of RFC 8628, and words of its own. */
const stepRefusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** What a refusal says about the code that a person entered. Two cases share a name of RFC 8628. */
function codeRefusal({
  error,
  error_description: words,
}: z.infer<typeof stepRefusal>): DeviceCodeRefusal | undefined {
  if (error === 'expired_token') return 'expired';
  if (error === 'access_denied') return 'other-user';
  if (error !== 'invalid_request') return undefined;
  return words === DEVICE_CODE_ALREADY_PROCESSED.message ? 'used' : 'unknown';
}

/** Reads the body of a refusal of device authorization without its words; null where it is another refusal. */
export function deviceRefusalOf(body: unknown): DeviceRefusal | null {
  const refusal = stepRefusal.safeParse(body);
  if (!refusal.success) return null;
  const about = codeRefusal(refusal.data);
  return deviceRefusal.parse({ error: refusal.data.error, ...(about && { refusal: about }) });
}

/** The problem that a refusal of the sign-in library is, by its status; `retryAfter` is in seconds. */
export function signInProblem(status: number, retryAfter: number): HttpProblem {
  if (status === 401) return new HttpProblem('sign-in-wrong');
  if (status === 429) return tooManyRequests(retryAfter);
  if (status === 403) return new HttpProblem('sign-in-refused');
  if (status === 404) return new HttpProblem('address-unknown');
  // Its faults are those of its database; what it said there is in the log.
  if (status >= 500) return new HttpProblem('sessions-unavailable', { retryAfter: 2 });
  return new HttpProblem('request-malformed', { status });
}
