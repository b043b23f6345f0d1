import { BitString } from 'asn1js';
import {
  BasicConstraints,
  Certificate,
  type Extension,
  ExtKeyUsage,
  type RelativeDistinguishedNames,
} from 'pkijs';
import { fromBase64, sameBytes, toBase64 } from '../bytes.ts';
import {
  BASIC_CONSTRAINTS,
  CERTIFICATE_POLICIES,
  COMMON_NAME,
  EXTENDED_KEY_USAGE,
  KEY_USAGE,
  TIME_STAMPING,
} from './oids.ts';

/** Most certificates that are read of one file, and the longest way from a signer to a root. */
const MOST_CERTIFICATES = 50;
const LONGEST_PATH = 8;

const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,20000}?)-----END CERTIFICATE-----/g;

/** The certificates of a PEM file; what cannot be read is left out. */
export function certificatesOfPem(pem: string): Certificate[] {
  const found: Certificate[] = [];
  for (const [, body = ''] of pem.matchAll(PEM)) {
    const der = fromBase64(body.replace(/\s/g, ''));
    try {
      if (der !== null) found.push(Certificate.fromBER(der));
    } catch {
      // No certificate.
    }
    if (found.length === MOST_CERTIFICATES) break;
  }
  return found;
}

export function pemOfCertificates(certificates: readonly Certificate[]): string {
  return certificates
    .map((certificate) => {
      const lines = toBase64(derOf(certificate)).match(/.{1,64}/g) ?? [];
      return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
    })
    .join('');
}

export function derOf(certificate: Certificate): Uint8Array<ArrayBuffer> {
  return new Uint8Array(certificate.toSchema().toBER());
}

/** Common name where there is one, otherwise every part of the name. */
export function nameOf(name: RelativeDistinguishedNames): string {
  const parts = name.typesAndValues.map(({ type, value }) => ({ type, text: value.valueBlock.value }));
  const common = parts.find(({ type }) => type === COMMON_NAME);
  return (common?.text ?? parts.map(({ text }) => text).join(', ')).slice(0, 500);
}

function extension(certificate: Certificate, id: string): Extension | undefined {
  return certificate.extensions?.find(({ extnID }) => extnID === id);
}

/** RFC 3161 §2.3: the authority's certificate is for time-stamping, for nothing else, and says so critically. */
export function isForTimeStamping(certificate: Certificate): boolean {
  const usage = extension(certificate, EXTENDED_KEY_USAGE);
  const value: unknown = usage?.parsedValue;
  if (!usage?.critical || !(value instanceof ExtKeyUsage)) return false;
  const [purpose, ...more] = value.keyPurposes;
  return purpose === TIME_STAMPING && more.length === 0 && keyUsageAllows(certificate, 0b1100_0000);
}

/** Whether the key may be used in one of these ways (first byte of KeyUsage); a certificate without the extension allows all. */
function keyUsageAllows(certificate: Certificate, ways: number): boolean {
  const value: unknown = extension(certificate, KEY_USAGE)?.parsedValue;
  if (value === undefined) return true;
  return value instanceof BitString && ((value.valueBlock.valueHexView[0] ?? 0) & ways) !== 0;
}

const UNDERSTOOD = new Set([KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, CERTIFICATE_POLICIES]);

function isUnderstood(certificate: Certificate): boolean {
  return (certificate.extensions ?? []).every(({ critical, extnID }) => !critical || UNDERSTOOD.has(extnID));
}

function isValidAt(certificate: Certificate, at: Date): boolean {
  return certificate.notBefore.value <= at && at <= certificate.notAfter.value;
}

/** @param below how many certificates of authorities stand between this one and the signer */
function mayIssue(certificate: Certificate, below: number): boolean {
  const value: unknown = extension(certificate, BASIC_CONSTRAINTS)?.parsedValue;
  if (!(value instanceof BasicConstraints) || !value.cA) return false;
  const { pathLenConstraint } = value;
  const longest = pathLenConstraint === undefined ? LONGEST_PATH : Number(lengthOf(pathLenConstraint));
  return below <= longest && keyUsageAllows(certificate, 0b0000_0100);
}

function lengthOf(constraint: NonNullable<BasicConstraints['pathLenConstraint']>): bigint | number {
  return typeof constraint === 'number' ? constraint : constraint.toBigInt();
}

async function issued(issuer: Certificate, certificate: Certificate): Promise<boolean> {
  if (!certificate.issuer.isEqual(issuer.subject)) return false;
  try {
    return await certificate.verify(issuer);
  } catch {
    return false;
  }
}

/**
 * Whether a way leads from a certificate to a root, every step signed by a certificate that may issue and all of it valid at a
 * moment. Revocation is not asked: it needs the network.
 */
export async function leadsToRoot(
  signer: Certificate,
  intermediates: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date,
): Promise<boolean> {
  const tried = new Set<Certificate>([signer]);
  const usable = (certificate: Certificate, below: number) =>
    isValidAt(certificate, at) && isUnderstood(certificate) && mayIssue(certificate, below);

  async function climb(certificate: Certificate, below: number): Promise<boolean> {
    for (const root of roots) {
      if (usable(root, below) && (await issued(root, certificate))) return true;
    }
    if (below === LONGEST_PATH) return false;
    for (const next of intermediates.slice(0, MOST_CERTIFICATES)) {
      if (tried.has(next) || !usable(next, below) || !(await issued(next, certificate))) continue;
      // Tried once, from the shortest way down: certificates that name each other in a ring end here.
      tried.add(next);
      if (await climb(next, below + 1)) return true;
    }
    return false;
  }
  if (!isValidAt(signer, at) || !isUnderstood(signer)) return false;
  if (roots.some((root) => sameBytes(derOf(root), derOf(signer)))) return true;
  return climb(signer, 0);
}
