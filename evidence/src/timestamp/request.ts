import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { fromHex, toHex } from '../bytes.ts';
import { SHA256 } from './oids.ts';

/**
 * Question to a time-stamp authority (RFC 3161 TimeStampReq, DER; sent as `application/timestamp-query`): a token with the
 * authority's certificate over a SHA-256.
 * @param nonce random bytes that tie the answer to the question, at most 20
 */
export function timeStampRequest(sha256: string, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const imprint = fromHex(sha256);
  if (imprint.length !== 32) throw new RangeError('a SHA-256 has 32 bytes');
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: imprint.buffer }),
    }),
    nonce: Integer.fromBigInt(nonceValue(nonce)),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/** A nonce as the number that stands in question and answer. */
export function nonceValue(nonce: Uint8Array): bigint {
  return BigInt(`0x0${toHex(nonce)}`);
}
