import { z } from 'zod';
import { sha256Hex, utcTime, uuid } from './identifiers.ts';

/** Base64 (RFC 4648 §4) of at most so many characters. */
function base64(longest: number) {
  return z
    .string()
    .min(4)
    .max(longest)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64');
}

/** ECDSA P-256 with SHA-256 in DER: what `openssl dgst -sha256 -verify` takes. */
const signature = base64(120);
/** Public key as SubjectPublicKeyInfo, DER. */
const publicKey = base64(200);
/** SHA-256 of a public key's SubjectPublicKeyInfo: the name of the key. */
const keyId = sha256Hex;

/**
 * `GET /v1/challenge`: random bytes that nobody could know before `issuedAt`. A capture that holds them was finished after it.
 * `signature` is the server's over the canonical JSON of `{challenge, issuedAt, purpose: "not-before"}`.
 */
export const serverChallenge = z.strictObject({
  challenge: base64(64),
  issuedAt: utcTime,
  keyId,
  signature,
});
export type ServerChallenge = z.infer<typeof serverChallenge>;

/** `GET /v1/keys`: the public keys with which the program signs and has signed. Needs no sign-in. */
export const serverKeys = z.strictObject({
  keys: z.array(z.strictObject({ keyId, publicKey, since: utcTime })),
});

/**
 * `POST /v1/devices`: makes a device's key known. `signature` is the device's over the canonical JSON of
 * `{challenge, deviceId, purpose: "enrol"}` and shows that it has the private key.
 */
export const deviceEnrolment = z.strictObject({
  deviceId: uuid,
  publicKey,
  challenge: serverChallenge,
  signature,
});
export type DeviceEnrolment = z.infer<typeof deviceEnrolment>;

/** A statement of the program's: its exact text, canonical JSON, and the signature over these bytes. */
export const signedStatement = z.strictObject({ text: z.string().max(10_000), keyId, signature });
export type SignedStatement = z.infer<typeof signedStatement>;

/** What the text of an enrolment's statement says. */
export const enrolmentStatement = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('device-enrolment'),
  deviceId: uuid,
  publicKeySha256: keyId,
  organisationId: uuid,
  enrolledAt: utcTime,
});

/** What the text of a receipt's statement says: the program held the manifest's bytes, and what its audit chain was then. */
export const captureReceipt = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('capture-receipt'),
  captureId: uuid,
  manifestSha256: sha256Hex,
  deviceId: uuid,
  organisationId: uuid,
  claimNumber: z.string().max(20),
  receivedAt: utcTime,
  /** Position in the organisation's audit chain and the chain's hash at it. */
  audit: z.strictObject({ sequence: z.number().int().positive(), hash: sha256Hex }),
});
export type CaptureReceipt = z.infer<typeof captureReceipt>;

const authorityHost = z.string().max(255);

/** Why an authority gave no time-stamp, when it was asked last. `said` is the authority's own text. */
export const timeStampFailure = z.discriminatedUnion('code', [
  z.object({
    authority: authorityHost,
    code: z.enum(['unreachable', 'too-large', 'garbage', 'wrong-imprint', 'wrong-nonce']),
  }),
  z.object({ authority: authorityHost, code: z.literal('silent'), seconds: z.number().positive() }),
  z.object({ authority: authorityHost, code: z.literal('http-status'), status: z.number().int() }),
  /** `status` is RFC 3161's PKIStatus. */
  z.object({
    authority: authorityHost,
    code: z.literal('refused'),
    status: z.number().int(),
    said: z.string().max(300),
  }),
  /** `conditions` names what does not hold of the token. */
  z.object({
    authority: authorityHost,
    code: z.literal('does-not-hold'),
    conditions: z.array(z.string().max(40)).max(10),
  }),
]);
export type TimeStampFailure = z.infer<typeof timeStampFailure>;

/**
 * `GET /v1/captures/{captureId}/seal`: what the program adds to a capture it has received. `timeStamp.token` is an RFC 3161
 * TimeStampToken (DER) over the manifest's bytes, `chain` the authority's certificates in PEM.
 */
export const captureSeal = z.strictObject({
  captureId: uuid,
  manifestSha256: sha256Hex,
  receipt: signedStatement,
  device: z.strictObject({ publicKey, enrolment: signedStatement.nullable() }),
  timeStamp: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('stamped'),
      token: base64(40_000),
      chain: z.string().max(60_000),
      at: utcTime,
      authority: z.string().max(500),
    }),
    /** The authority has not answered yet; it is asked again. */
    z.object({ state: z.literal('pending'), failures: z.array(timeStampFailure).optional() }),
    z.strictObject({ state: z.literal('not-configured') }),
  ]),
});
export type CaptureSeal = z.infer<typeof captureSeal>;

/**
 * What stands out about a capture's place in its device's chain, about the challenge in it and about its time, as the organisation's
 * captures are now.
 * None is a reason to refuse a claim: `previous-missing`: the capture before it was never handed in. `previous-differs`: it does not
 * follow the capture before it. `sequence-reused`: another capture of the device has the same place. `challenge-absent`: nothing bounds
 * its time from below. `challenge-untrusted`: the challenge in it is not the program's. `time-ahead`: it says that it was made after the
 * program had received it.
 */
export const CAPTURE_FINDINGS = [
  'previous-missing',
  'previous-differs',
  'sequence-reused',
  'challenge-absent',
  'challenge-untrusted',
  'time-ahead',
  /** It came after its person had ended the device's sign-in as lost. */
  'device-revoked',
] as const;
export type CaptureFinding = (typeof CAPTURE_FINDINGS)[number];

/**
 * What the text of a root says: the heads of all audit chains at one time, under one hash. `previousSha256` is of the text of the root
 * before, `headsSha256` of the canonical JSON of `[{organisationId, sequence, hash}, …]` in the order of the ids.
 */
export const auditRoot = z.strictObject({
  schema: z.literal(1),
  kind: z.literal('audit-root'),
  number: z.number().int().positive(),
  at: utcTime,
  previousSha256: sha256Hex.nullable(),
  headsSha256: sha256Hex,
});
export type AuditRoot = z.infer<typeof auditRoot>;

/**
 * A time-stamp (RFC 3161) over a root: its token is over the SHA-256 of the root's text in UTF-8, and so, because each root names the one
 * before it, over all before.
 */
export const rootStamp = z.strictObject({
  number: z.number().int().positive(),
  token: base64(40_000),
  chain: z.string().max(60_000),
  at: utcTime,
  authority: z.string().max(500),
});
export type RootStamp = z.infer<typeof rootStamp>;

/** `GET /v1/audit-roots?after=`: in the order of their numbers. Needs no sign-in: whoever keeps them can tell a chain that was written anew. */
export const auditRootList = z.strictObject({
  roots: z.array(signedStatement),
  /** Of those that have one. Answers that were kept before there were any have none. */
  stamps: z.array(rootStamp).default([]),
});
export type AuditRootList = z.infer<typeof auditRootList>;
