import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';

/** Bytes as WebAuthn's JSON spells them. */
const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/);
/** What was handed out with a challenge and comes back with its answer. */
const ticket = z.string().min(1).max(4_000);

const transports = z.array(z.string().max(40)).max(10);
const descriptor = z.object({
  id: base64url,
  type: z.literal('public-key'),
  transports,
});

/** What a browser is asked to have a passkey sign: `PublicKeyCredentialRequestOptionsJSON` of WebAuthn. */
export const passkeyRequest = z.object({
  ticket,
  options: z.object({
    challenge: base64url,
    timeout: z.number(),
    rpId: z.string(),
    /** Empty where any passkey of the program's will do. */
    allowCredentials: z.array(descriptor),
    userVerification: z.literal('required'),
  }),
});

/** `PublicKeyCredentialCreationOptionsJSON` of WebAuthn. */
export const passkeyCreation = z.object({
  ticket,
  options: z.object({
    rp: z.object({ name: z.string(), id: z.string() }),
    user: z.object({ id: base64url, name: z.string(), displayName: z.string() }),
    challenge: base64url,
    pubKeyCredParams: z.array(z.object({ alg: z.number().int(), type: z.literal('public-key') })),
    timeout: z.number(),
    excludeCredentials: z.array(descriptor),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.boolean(),
      userVerification: z.literal('required'),
    }),
    attestation: z.literal('none'),
  }),
});

/** A passkey's answer to a challenge: `AuthenticationResponseJSON` of WebAuthn, without what nobody here reads. */
export const passkeyAssertion = z.object({
  ticket,
  response: z.object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
  }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** What somebody calls a passkey of theirs. */
export const passkeyName = z.string().trim().min(1).max(100);

/** Most passkeys that one person has. */
export const MOST_PASSKEYS = 20;

/** `POST /v1/me/passkeys`: a new passkey, `RegistrationResponseJSON` of WebAuthn. */
export const passkeyAttestation = z.object({
  ticket,
  name: passkeyName,
  response: z.object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: transports.optional(),
    }),
  }),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestation>;

/** `PATCH /v1/me/passkeys/{passkeyId}` */
export const passkeyChange = z.strictObject({ name: passkeyName });

/** A passkey as its person sees it. */
export const ownPasskey = z.strictObject({
  passkeyId: uuid,
  name: z.string(),
  createdAt: utcTime,
  lastUsedAt: utcTime.nullable(),
  /** Whether its owner's other devices have it, too: it cannot be (`never`), it could be, it is. */
  synced: z.enum(['never', 'not-yet', 'yes']),
});
export type OwnPasskey = z.infer<typeof ownPasskey>;
