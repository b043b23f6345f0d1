import { OctetString } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo, TSTInfo } from 'pkijs';
import { toHex } from '../bytes.ts';
import { certificatesOfPem, nameOf } from './certificates.ts';
import { SHA256, SIGNED_DATA, TST_INFO } from './oids.ts';
import type { TimeStampFacts } from './types.ts';

/** Largest token that is read, in bytes: a chain of certificates and a signature are a few thousand. */
export const TOKEN_LIMIT = 64 * 1024;

/** A TimeStampToken taken apart: what it says, who signed it, and the bytes that are signed. */
export interface Token {
  info: TSTInfo;
  /** DER of the TSTInfo. */
  content: Uint8Array<ArrayBuffer>;
  signer: SignerInfo;
  /** Certificates in the token. */
  certificates: Certificate[];
  /** SHA-256 the token is about; null where it was made with another digest. */
  imprint: string | null;
}

/** @throws when the bytes are no TimeStampToken of RFC 3161 with exactly one signer */
export function readToken(der: Uint8Array<ArrayBuffer>): Token {
  if (der.length > TOKEN_LIMIT) throw new RangeError('longer than a time-stamp token is');
  const envelope = ContentInfo.fromBER(der);
  if (envelope.contentType !== SIGNED_DATA) throw new TypeError('not signed data');
  const signed = new SignedData({ schema: envelope.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  const signer = signed.signerInfos[0];
  if (eContentType !== TST_INFO || !eContent) throw new TypeError('not a time-stamp token');
  if (!signer || signed.signerInfos.length !== 1)
    throw new TypeError('a token has one signature, its authority’s');
  const content = new Uint8Array(eContent.getValue());
  const info = TSTInfo.fromBER(content);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  return {
    info,
    content,
    signer,
    certificates: (signed.certificates ?? []).filter((one) => one instanceof Certificate),
    imprint: hashAlgorithm.algorithmId === SHA256 ? toHex(hashedMessage.valueBlock.valueHexView) : null,
  };
}

/** The certificate whose key signed the token, of those in the token and `others`; undefined where it is not among them. */
export function signerCertificate(
  { signer, certificates }: Token,
  others: readonly Certificate[],
): Certificate | undefined {
  const { sid } = signer;
  return [...certificates, ...others].find((certificate) => {
    if (sid instanceof IssuerAndSerialNumber) {
      return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
    }
    const identifier = sid instanceof OctetString ? toHex(sid.valueBlock.valueHexView) : null;
    return identifier !== null && identifier === subjectKeyIdentifier(certificate);
  });
}

function subjectKeyIdentifier(certificate: Certificate): string | undefined {
  const value: unknown = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue;
  return value instanceof OctetString ? toHex(value.valueBlock.valueHexView) : undefined;
}

/** @param chain certificates that came with the token, PEM */
export function factsOf(token: Token, chain = ''): TimeStampFacts {
  const { info } = token;
  const certificate = signerCertificate(token, certificatesOfPem(chain));
  const facts = {
    genTime: info.genTime.toISOString(),
    serial: info.serialNumber.toBigInt().toString(16),
    policy: info.policy,
  };
  return { ...facts, authority: certificate ? nameOf(certificate.subject) : 'unknown' };
}
