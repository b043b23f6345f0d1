import { z } from 'zod';

/** Header with the proof by which a device shows that it holds the key of its sign-in (RFC 9449). */
export const PROOF_HEADER = 'DPoP';
/** Type and algorithm that the header of a proof names. */
export const PROOF_TYPE = 'dpop+jwt';
export const PROOF_ALGORITHM = 'ES256';

/** Where the tokens of a sign-in are renewed, and where a sign-in is ended. */
export const RENEWAL_PATH = '/v1/session/refresh';
export const END_PATH = '/v1/session/end';

/** The end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** What a proof says: made for which request, when by the device's clock in seconds, and on which word of the server's. */
export const proofClaims = z.object({
  jti: z.string().min(16).max(100),
  htm: z.string().max(10),
  htu: z.string().max(2_000),
  iat: z.number().min(0).max(LAST_SECOND),
  /** Given by the server a short while before; without it the proof may have been made at any time. */
  nonce: z.string().max(200).optional(),
});
export type ProofClaims = z.infer<typeof proofClaims>;

const refreshToken = z.string().min(1).max(500);

/** `POST /v1/session/refresh` and `POST /v1/session/end` */
export const refreshOrder = z.strictObject({ refreshToken });

/** `POST /v1/session/refresh`: the tokens from now on, and the word for the next proof. */
export const renewedTokens = z.strictObject({
  accessToken: z.string().min(1).max(500),
  /** Seconds that it holds. */
  expiresIn: z.number().positive(),
  refreshToken,
  nonce: z.string().max(200),
});
export type RenewedTokens = z.infer<typeof renewedTokens>;
