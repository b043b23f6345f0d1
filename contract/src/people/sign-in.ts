import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { PROBLEM_CODES, type ProblemCode } from '../problems.ts';
import { passkeyAssertion } from './passkeys.ts';
import { linkSecret, personName } from './people.ts';

/** Ways in which a person signs in to the console. */
export const SIGN_IN_WAYS = ['password', 'passkey', 'provider'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** `GET /api/auth/ways`: what the sign-in page can offer. */
export const signInWays = z.strictObject({
  /** Origin that people open: passkeys are of its host, and browsers keep none for an address in numbers. */
  address: z.string(),
  /** The organisation's own provider of sign-in, where one is set up. */
  provider: z.strictObject({ name: z.string() }).nullable(),
});
export type SignInWays = z.infer<typeof signInWays>;

const returnTo = z.string().max(1_000).optional();

/** `POST /api/auth/provider`: begins a sign-in at the provider, by a link's invitation where one was shown. */
export const providerSignIn = z.strictObject({
  returnTo,
  invitation: z
    .strictObject({
      secret: linkSecret,
      /** How somebody without an account is to be called. */
      name: personName.optional(),
    })
    .optional(),
});
/** Where the browser goes to next. */
export const providerAddress = z.strictObject({ address: z.string() });

/** What the provider sends the browser back with: RFC 6749 §4.1.2, and whatever else it likes. */
export const providerReturn = z.record(z.string(), z.unknown());

/** `POST /v1/me/identities`: ties one's account at the provider to one's account here, or, as a proof, shows again that it is one's own. */
export const providerVisit = z.strictObject({ purpose: z.enum(['link', 'prove']) });

/** An account at the provider that signs one in. */
export const ownIdentity = z.strictObject({
  identityId: uuid,
  /** What the provider called it. */
  label: z.string().nullable(),
  /** Whether its provider is the one that is set up. */
  usable: z.boolean(),
  createdAt: utcTime,
  lastUsedAt: utcTime.nullable(),
});
export type OwnIdentity = z.infer<typeof ownIdentity>;

/** `POST /v1/me/proof`: who is signed in shows again who they are, as what is sensitive asks for. */
export const proofOfOneself = z.union([
  z.strictObject({ password: z.string().max(1_000) }),
  z.strictObject({ passkey: passkeyAssertion }),
]);
/** For how long a proof holds, in minutes. */
export const PROOF_MINUTES = 5;

/** What the way back from a provider came to, as it stands in the address of the page that it leads to. */
export const PROVIDER_OUTCOMES = ['linked', 'proven'] as const;
export type ProviderOutcome = (typeof PROVIDER_OUTCOMES)[number];

/** A problem's code out of an address, or undefined: an address may say anything. */
export function problemCodeOf(text: unknown): ProblemCode | undefined {
  return PROBLEM_CODES.find((code) => code === text);
}
