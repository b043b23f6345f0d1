import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Closes and opens texts that lie where others can reach them. */
export interface Seal {
  /** @param about what it belongs to: under another name it does not open */
  close(text: string, about: string): Buffer;
  /** @throws where it was closed under another secret, or for something else */
  open(sealed: Buffer, about: string): string;
}

/**
 * Seals by AES-256-GCM.
 * @param secret of this installation; it is not in the database
 * @param purpose what is sealed: each has a key of its own
 */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    close(text, about) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
        .setAAD(Buffer.from(about))
        .setAuthTag(sealed.subarray(-TAG));
      const text = decipher.update(sealed.subarray(NONCE, -TAG));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
}
