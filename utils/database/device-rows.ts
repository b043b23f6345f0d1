import type { Me, SignedStatement } from '@marketsafe/contract';

/** This browser's identity: a key that cannot be taken out of it, and the head of its chain of captures. */
export interface DeviceRow {
  key: 'device';
  deviceId: string;
  /** ECDSA P-256, not extractable. */
  privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: string;
  createdAt: number;
  /** Of the newest capture; 0 and null before the first. */
  sequence: number;
  lastManifestSha256: string | null;
  /** What the servers said that know this key, by organisation. */
  enrolments: { organisationId: string; statement: SignedStatement }[];
  /** Devices that this browser was before it lost their keys, or was itself said to be lost: what they signed can still be checked. */
  earlier?: Pick<DeviceRow, 'deviceId' | 'publicKey' | 'enrolments'>[];
}

/** A key that was made for one sign-in. */
export interface SignInKey {
  /** ECDSA P-256, not extractable. */
  privateKey: CryptoKey;
  publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
}

/** What an access token is replaced with. */
export interface Renewal {
  refreshToken: string;
  key: SignInKey;
  /** The server's last word for proofs. */
  nonce?: string;
  /** Unix milliseconds: when the access token came, and when it is to be replaced. */
  heardAt: number;
  renewAt: number;
}

/** Why nobody is signed in. `reused`: a token of the sign-in was copied, as it seems; `elsewhere`: the program has another address by now. */
export type SignedOutReason = 'expired' | 'denied' | 'signed-out' | 'reused' | 'elsewhere';

/**
 * Sign-in. Kept here and not in `storage`, because content scripts can never read the extension's IndexedDB. `serverUrl` is the
 * origin that issued the codes and the token: they are sent there and nowhere else, whatever the settings say by now.
 */
export type SessionRow =
  | { key: 'session'; state: 'signed-out'; reason?: SignedOutReason }
  | {
      key: 'session';
      state: 'pending';
      serverUrl: string;
      deviceCode: string;
      userCode: string;
      verificationUrl: string;
      intervalSeconds: number;
      /** Unix milliseconds before which the server must not be asked again. */
      nextPollAt: number;
      expiresAt: number;
      /** Absent in a sign-in that was begun by a version without one. */
      signInKey?: SignInKey;
      /** The server's last word for proofs. */
      nonce?: string;
      /** Issued already, while who it belongs to is still to be asked. */
      token?: string;
      renewal?: Renewal;
    }
  | {
      key: 'session';
      state: 'signed-in';
      serverUrl: string;
      token: string;
      /** Absent where the server is of a version whose tokens lasted as long as the sign-in: it asks to sign in again once it is newer. */
      renewal?: Renewal;
      me: Me;
      since: number;
      /** Set once the server knows which device has this sign-in: the person ends both with one word when it is lost. */
      isDeviceTold?: true;
    };
