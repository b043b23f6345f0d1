import { fromBER, Sequence } from 'asn1js';
import { TimeStampResp } from 'pkijs';
import { pemOfCertificates } from './certificates.ts';
import { nonceValue } from './request.ts';
import { factsOf, readToken, TOKEN_LIMIT } from './token.ts';
import type { TimeStampAnswer } from './types.ts';

/** Statuses with which a token comes: `granted`, `grantedWithMods`. */
const GRANTED = [0, 1];
/** Longest text of the authority's that is kept, in characters. */
const SAID_LIMIT = 300;

/** The answer taken apart, with the token's bytes as they came: made anew they might differ in what is signed. */
function parse(
  der: Uint8Array<ArrayBuffer>,
): { response: TimeStampResp; token?: Uint8Array<ArrayBuffer> } | null {
  if (der.length > TOKEN_LIMIT) return null;
  try {
    const { offset, result } = fromBER(der);
    // What follows the answer is no part of it.
    if (offset !== der.length || !(result instanceof Sequence)) return null;
    const response = TimeStampResp.fromBER(der);
    const token = result.valueBlock.value[1]?.valueBeforeDecodeView;
    return response.timeStampToken && token ? { response, token: new Uint8Array(token) } : { response };
  } catch {
    return null;
  }
}

/**
 * Reads the answer of a time-stamp authority (RFC 3161 TimeStampResp, DER) to `timeStampRequest`. Says whether it is the answer to
 * this question; whether the token's signature holds is `verifyTimeStamp`'s to say. Never throws.
 */
export function readTimeStampResponse(
  der: Uint8Array<ArrayBuffer>,
  asked: { sha256: string; nonce: Uint8Array },
): TimeStampAnswer {
  const answer = parse(der);
  if (!answer) return { ok: false, problem: 'garbage' };
  const { token } = answer;
  const { status } = answer.response;
  if (!GRANTED.includes(status.status) || !token) {
    const said = status.statusStrings?.map((text) => text.valueBlock.value).join(' ') ?? '';
    return { ok: false, problem: 'refused', status: status.status, said: said.slice(0, SAID_LIMIT) };
  }
  try {
    const parts = readToken(token);
    if (parts.imprint !== asked.sha256) return { ok: false, problem: 'wrong-imprint' };
    if (parts.info.nonce?.toBigInt() !== nonceValue(asked.nonce)) {
      return { ok: false, problem: 'wrong-nonce' };
    }
    return { ok: true, token, chain: pemOfCertificates(parts.certificates), ...factsOf(parts) };
  } catch {
    return { ok: false, problem: 'garbage' };
  }
}

/** Length of a DER value, in the shortest form. */
function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** `PKIStatusInfo ::= SEQUENCE { status INTEGER granted(0) }` */
const GRANTED_STATUS = [0x30, 0x03, 0x02, 0x01, 0x00];

/**
 * TimeStampResp around a token, byte for byte as it came: the file that `openssl ts -verify -in` takes. The status is not signed, so
 * it can be put back.
 */
export function responseOfToken(token: Uint8Array): Uint8Array<ArrayBuffer> {
  if (token.length >= TOKEN_LIMIT - 16) throw new RangeError('longer than a time-stamp token is');
  const length = derLength(GRANTED_STATUS.length + token.length);
  return Uint8Array.from([0x30, ...length, ...GRANTED_STATUS, ...token]);
}

/** The token in a TimeStampResp that grants one; null for anything else. */
export function tokenOfResponse(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const answer = parse(der);
  return answer?.token && GRANTED.includes(answer.response.status.status) ? answer.token : null;
}
