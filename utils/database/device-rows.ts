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

/**
 * Sign-in. Kept here and not in `storage`, because content scripts can never read the extension's IndexedDB. `serverUrl` is the
 * origin that issued the codes and the token: they are sent there and nowhere else, whatever the settings say by now.
 */
export type SessionRow =
  | { key: 'session'; state: 'signed-out'; reason?: 'expired' | 'denied' | 'signed-out' }
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
      /** Issued already, while who it belongs to is still to be asked. */
      token?: string;
    }
  | { key: 'session'; state: 'signed-in'; serverUrl: string; token: string; me: Me; since: number };
