import { OctetString, Sequence } from 'asn1js';
import { type Attribute, type Certificate, getCrypto } from 'pkijs';
import { fromHex, sameBytes } from '../bytes.ts';
import { certificatesOfPem, derOf, isForTimeStamping, leadsToRoot } from './certificates.ts';
import {
  CONTENT_TYPE,
  DIGESTS,
  MESSAGE_DIGEST,
  SHA256,
  SIGNING_CERTIFICATE,
  SIGNING_CERTIFICATE_V2,
  TST_INFO,
} from './oids.ts';
import { factsOf, readToken, signerCertificate, type Token } from './token.ts';
import type { TimeStampVerdict } from './types.ts';

/** Certificates a token is checked with, PEM: those that came with it, and the roots that are trusted. */
export interface TimeStampCertificates {
  chainPem?: string | undefined;
  rootsPem?: string | undefined;
}

const UNREADABLE: TimeStampVerdict = {
  facts: null,
  conditions: {
    form: false,
    imprint: false,
    'message-digest': false,
    signature: false,
    'signing-certificate': false,
    'extended-key-usage': false,
    chain: null,
  },
};

/** The one value of the one attribute of this type among those that are signed. */
function signedValue({ signer }: Token, type: string): unknown {
  const found: Attribute[] = signer.signedAttrs?.attributes.filter((one) => one.type === type) ?? [];
  const [attribute, second] = found;
  return second || attribute?.values.length !== 1 ? undefined : attribute.values[0];
}

async function digest(algorithm: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
}

async function messageDigestHolds(token: Token): Promise<boolean> {
  const algorithm = DIGESTS[token.signer.digestAlgorithm.algorithmId];
  const value = signedValue(token, MESSAGE_DIGEST);
  const type = signedValue(token, CONTENT_TYPE);
  if (algorithm === undefined || !(value instanceof OctetString)) return false;
  const names =
    type !== null && typeof type === 'object' && String(Reflect.get(type, 'valueBlock')) === TST_INFO;
  return names && sameBytes(value.valueBlock.valueHexView, await digest(algorithm, token.content));
}

async function signatureHolds({ signer }: Token, certificate: Certificate): Promise<boolean> {
  const algorithm = DIGESTS[signer.digestAlgorithm.algorithmId];
  if (!signer.signedAttrs || algorithm === undefined) return false;
  return getCrypto(true).verifyWithPublicKey(
    signer.signedAttrs.encodedValue,
    signer.signature,
    certificate.subjectPublicKeyInfo,
    signer.signatureAlgorithm,
    algorithm,
  );
}

/** First ESSCertID of a SigningCertificate (RFC 2634) or SigningCertificateV2 (RFC 5035): digest and hash of the certificate. */
function firstCertificateId(token: Token): { algorithm: string; hash: Uint8Array } | null {
  const second = signedValue(token, SIGNING_CERTIFICATE_V2);
  const value = second ?? signedValue(token, SIGNING_CERTIFICATE);
  const list: unknown = value instanceof Sequence ? value.valueBlock.value[0] : null;
  const first: unknown = list instanceof Sequence ? list.valueBlock.value[0] : null;
  const parts: unknown[] = first instanceof Sequence ? first.valueBlock.value : [];
  const hash = parts.find((part) => part instanceof OctetString);
  if (!hash) return null;
  if (second === undefined) return { algorithm: 'SHA-1', hash: hash.valueBlock.valueHexView };
  // The algorithm is left out where it is SHA-256.
  const named = parts[0] instanceof Sequence ? parts[0].valueBlock.value[0] : null;
  const algorithm = DIGESTS[named ? String(named.valueBlock) : SHA256];
  return algorithm === undefined ? null : { algorithm, hash: hash.valueBlock.valueHexView };
}

async function certificateIsNamed(token: Token, certificate: Certificate): Promise<boolean> {
  const id = firstCertificateId(token);
  return id !== null && sameBytes(id.hash, await digest(id.algorithm, derOf(certificate)));
}

/** A check that stumbles over a crafted token does not hold. */
async function holds(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}

/**
 * Checks an RFC 3161 token as `openssl ts -verify` does: form, imprint, digest and signature over what the token says, the
 * certificate that it names, that this certificate is for time-stamping, and, where roots are given, a chain to one of them that was
 * valid at the token's time. Revocation is not asked. Never throws.
 * @param token TimeStampToken, DER
 * @param sha256 of the bytes that the token should be over
 */
export async function verifyTimeStamp(
  token: Uint8Array<ArrayBuffer>,
  sha256: string,
  { chainPem = '', rootsPem }: TimeStampCertificates = {},
): Promise<TimeStampVerdict> {
  let parts: Token;
  try {
    parts = readToken(token);
  } catch {
    return UNREADABLE;
  }
  const chain = certificatesOfPem(chainPem);
  const certificate = signerCertificate(parts, [...chain, ...certificatesOfPem(rootsPem ?? '')]);
  const withCertificate = (check: (certificate: Certificate) => Promise<boolean>) =>
    holds(async () => certificate !== undefined && (await check(certificate)));

  return {
    facts: factsOf(parts, chainPem),
    conditions: {
      form: true,
      imprint: fromHex(sha256).length === 32 && parts.imprint === sha256,
      'message-digest': await holds(() => messageDigestHolds(parts)),
      signature: await withCertificate((one) => signatureHolds(parts, one)),
      'signing-certificate': await withCertificate((one) => certificateIsNamed(parts, one)),
      'extended-key-usage': await withCertificate(async (one) => isForTimeStamping(one)),
      chain:
        rootsPem === undefined
          ? null
          : await withCertificate((one) =>
              leadsToRoot(
                one,
                [...parts.certificates, ...chain],
                certificatesOfPem(rootsPem),
                parts.info.genTime,
              ),
            ),
    },
  };
}

/** Whether every condition that was checked holds. */
export function timeStampHolds({ conditions }: TimeStampVerdict): boolean {
  return Object.values(conditions).every((held) => held !== false);
}
