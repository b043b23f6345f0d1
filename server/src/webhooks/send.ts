import { request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryOutcome } from '@marketsafe/contract';
import { faultOf, type HostAddress, literalOf, mayReach, type Reach } from './address.ts';

/** How one attempt ended. */
export interface Attempt {
  outcome: DeliveryOutcome;
  status: number | null;
}

/** A message that is ready to go. */
interface Message {
  address: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Most of an answer that is read, in bytes: nothing in it is of interest. */
const MOST_ANSWER = 64 * 1024;
const MOST_HEADERS = 16 * 1024;
const ATTEMPT_FAILED = { status: null };

/**
 * Sends a message once. The host's name is looked up once, every address that it has must be public, and exactly these are connected to:
 * a name that leads elsewhere a moment later leads nowhere. Redirects are not followed. Never throws.
 * @param patience longest that all of it may take, in milliseconds
 */
export async function sendOnce(
  message: Message,
  reach: Reach,
  patience: number,
  signal: AbortSignal,
): Promise<Attempt> {
  if (faultOf(message.address, reach) !== null) return { outcome: 'private', ...ATTEMPT_FAILED };
  const url = new URL(message.address);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const found = await addressesOf(url, reach, ending);
  if ('outcome' in found) return found;
  try {
    const status = await post(url, found.addresses, message, ending);
    return { outcome: outcomeOf(status), status };
  } catch (error) {
    return { outcome: ending.aborted ? 'timed-out' : failureOf(error), ...ATTEMPT_FAILED };
  }
}

async function addressesOf(
  url: URL,
  { resolve, loopback }: Reach,
  ending: AbortSignal,
): Promise<{ addresses: readonly HostAddress[] } | Attempt> {
  // Of an address in numbers `faultOf` has said that it may be reached; nothing is looked up.
  if (literalOf(url) !== null) return { addresses: [] };
  let addresses: readonly HostAddress[];
  try {
    addresses = await Promise.race([resolve(url.hostname), whenAborted(ending)]);
  } catch {
    return { outcome: ending.aborted ? 'timed-out' : 'unresolved', ...ATTEMPT_FAILED };
  }
  if (addresses.length === 0) return { outcome: 'unresolved', ...ATTEMPT_FAILED };
  // One bad address among good ones is no accident.
  const allowed = addresses.every(({ address }) => mayReach(address, { loopback }));
  return allowed ? { addresses } : { outcome: 'private', ...ATTEMPT_FAILED };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Answers with the addresses that were looked at, whatever is asked for. */
function pinned(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (!first) done(new Error('no address was looked at'), '', 4);
    else if (options.all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}

function post(
  url: URL,
  addresses: readonly HostAddress[],
  { headers, body }: Message,
  signal: AbortSignal,
): Promise<number> {
  const options: RequestOptions = {
    method: 'POST',
    // A connection of its own: one that is kept was opened to what the name meant before.
    agent: false,
    lookup: pinned(addresses),
    maxHeaderSize: MOST_HEADERS,
    signal,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'MarketSafe-Webhooks',
    },
  };
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_ANSWER) response.destroy();
      });
      response.on('error', () => undefined);
      response.once('close', () => done(response.statusCode ?? 0));
    });
    request.once('error', failed);
    request.end(body);
  });
}

function outcomeOf(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return 'delivered';
  if (status >= 300 && status < 400) return 'redirected';
  return status === 410 ? 'gone' : 'refused';
}

/** Codes of OpenSSL's and Node's refusals of a certificate. */
const UNTRUSTED = /^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/;

function failureOf(error: unknown): DeliveryOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return UNTRUSTED.test(code) ? 'untrusted' : 'unreachable';
}
