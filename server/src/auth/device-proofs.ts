import { createHmac, timingSafeEqual } from 'node:crypto';
import { PROOF_ALGORITHM, PROOF_TYPE, proofClaims } from '@marketsafe/contract';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';

/** How long a proof may rest on a nonce, in seconds: longer than an access token holds, so that a device mostly has a good one. */
const NONCE_LIFE = 30 * 60;
/** Clocks of several servers of one program may differ by so much, in seconds. */
const CLOCKS_MAY_DIFFER = 5 * 60;
/** Longest proof that is looked at, in characters. */
const LONGEST = 3_000;

/** A proof that was signed by the key which it names; what else is right about it, is said. */
export interface DeviceProof {
  /** Of the key: RFC 7638, SHA-256. */
  thumbprint: string;
  id: string;
  /** When it was made, by the device's clock. */
  at: Date;
  /** Whether it was made for this request at this program. */
  isHere: boolean;
  /** Whether it rests on a nonce of ours that is not old. */
  isFresh: boolean;
}

/** Reads proofs of devices' keys. */
export interface DeviceProofs {
  /** The nonce of now, for proofs of the next half hour. */
  nonce(): string;
  /** A request's proof, or null where there is none that was signed by the key it names. */
  read(proof: string | undefined, request: { method: string; path: string }): Promise<DeviceProof | null>;
  /** How long a proof may come again, in seconds: so long its id has to be remembered. */
  readonly life: number;
}

/**
 * Proofs have the shape of RFC 9449. Their time is the nonce's: it was given out by this program a short while ago, whatever the device's
 * clock says, and nobody can make proofs for later.
 * @param secret signs the nonces; servers of one program share it
 * @param isOurs whether people reach this program at an origin
 */
export function createDeviceProofs(
  secret: string,
  isOurs: (origin: string) => boolean,
  now: () => number = Date.now,
): DeviceProofs {
  const sign = (time: string) =>
    createHmac('sha256', secret).update(`nonce of ${time}`).digest('base64url').slice(0, 32);

  function isFresh(nonce: string | undefined): boolean {
    const [time = '', code = ''] = nonce?.split('.') ?? [];
    const [given, right] = [Buffer.from(code), Buffer.from(sign(time))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
    const age = now() / 1_000 - Number.parseInt(time, 36);
    return age <= NONCE_LIFE && age >= -CLOCKS_MAY_DIFFER;
  }

  function isHere(htu: string, path: string): boolean {
    const url = URL.parse(htu);
    return url !== null && isOurs(url.origin) && url.pathname === path;
  }

  return {
    life: NONCE_LIFE + CLOCKS_MAY_DIFFER,
    nonce() {
      const time = Math.floor(now() / 1_000).toString(36);
      return `${time}.${sign(time)}`;
    },
    async read(proof, { method, path }) {
      if (proof === undefined || proof.length > LONGEST) return null;
      const read = await jwtVerify(proof, EmbeddedJWK, {
        typ: PROOF_TYPE,
        algorithms: [PROOF_ALGORITHM],
      }).catch(() => null);
      const claims = proofClaims.safeParse(read?.payload).data;
      const key = read?.protectedHeader.jwk;
      if (!claims || !key) return null;
      return {
        thumbprint: await calculateJwkThumbprint(key, 'sha256'),
        id: claims.jti,
        at: new Date(claims.iat * 1_000),
        isHere: claims.htm === method && isHere(claims.htu, path),
        isFresh: isFresh(claims.nonce),
      };
    },
  };
}
