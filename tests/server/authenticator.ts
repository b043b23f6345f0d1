import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  passkeyCreation,
  passkeyRequest,
} from '@marketsafe/contract';
import type { z } from 'zod';

type Creation = z.infer<typeof passkeyCreation>;
type Request = z.infer<typeof passkeyRequest>;

/** CBOR (RFC 8949) of what an authenticator says: small numbers, texts, bytes, and maps of these. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) => {
    const type = major << 5;
    if (length < 24) return Buffer.from([type | length]);
    if (length < 256) return Buffer.from([type | 24, length]);
    return Buffer.from([type | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, member]) => [
    cbor(key),
    cbor(member as Parameters<typeof cbor>[0]),
  ]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest();
const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** What an authenticator, or a browser, may do otherwise than it should. */
interface Faults {
  origin?: string;
  /** Flags of the authenticator's data: present 1, verified 4, may be synced 8, is synced 16, holds a key 64. */
  flags?: number;
  counter?: number;
  userHandle?: string;
  challenge?: string;
}

const PRESENT_AND_VERIFIED = 5;

/** An authenticator by the book, with one P-256 key, which tests can have do what no real one does. */
export class Authenticator {
  readonly credentialId = encode(randomBytes(32));
  counter = 0;
  readonly #origin: string;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  #userHandle = '';

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.#publicKey = publicKey;
  }

  #clientData(type: string, challenge: string, { origin = this.#origin }: Faults): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(rpId: string, flags: number, counter: number, rest = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([hash(rpId), Buffer.from([flags]), count, rest]);
  }

  /** Makes its passkey. */
  make({ ticket, options }: Creation, name: string, faults: Faults = {}): PasskeyAttestation {
    this.#userHandle = options.user.id;
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' });
    const coseKey = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const id = Buffer.from(this.credentialId, 'base64url');
    const idLength = Buffer.from([id.length >> 8, id.length & 255]);
    const attested = Buffer.concat([Buffer.alloc(16), idLength, id, coseKey]);
    const flags = (faults.flags ?? PRESENT_AND_VERIFIED) | 64;
    const authData = this.#data(options.rp.id, flags, faults.counter ?? this.counter, attested);
    const object = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    const clientData = this.#clientData('webauthn.create', faults.challenge ?? options.challenge, faults);
    return {
      ticket,
      name,
      response: {
        ...{ id: this.credentialId, rawId: this.credentialId, type: 'public-key' },
        response: {
          clientDataJSON: encode(clientData),
          attestationObject: encode(cbor(object)),
          transports: ['internal'],
        },
      },
    };
  }

  /** Answers a challenge by its passkey, which it has used once more then. */
  answer({ ticket, options }: Request, faults: Faults = {}): PasskeyAssertion {
    this.counter += 1;
    const flags = faults.flags ?? PRESENT_AND_VERIFIED;
    const authData = this.#data(options.rpId, flags, faults.counter ?? this.counter);
    const clientData = this.#clientData('webauthn.get', faults.challenge ?? options.challenge, faults);
    const signature = sign('sha256', Buffer.concat([authData, hash(clientData)]), this.#key);
    return {
      ticket,
      response: {
        ...{ id: this.credentialId, rawId: this.credentialId, type: 'public-key' },
        response: {
          clientDataJSON: encode(clientData),
          authenticatorData: encode(authData),
          signature: encode(signature),
          userHandle: faults.userHandle ?? this.#userHandle,
        },
      },
    };
  }
}
