import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { z } from 'zod';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What an answer to a redeemed code holds. */
const redeemed = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  token_type: z.string(),
  dpop_nonce: z.string(),
});
const stale = z.object({ code: z.literal('proof-stale'), params: z.object({ nonce: z.string() }) });

/** What a proof may have otherwise than it should. */
export interface Oddities {
  claims?: Record<string, unknown>;
  head?: Record<string, unknown>;
  /** Signs in the place of the key that the proof names. */
  signer?: KeyObject;
}

/** A device with the key of its sign-in, made without anything of the extension's. */
export class SignInDevice {
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  nonce: string | undefined;

  get privateKey(): KeyObject {
    return this.#pair.privateKey;
  }

  /** A proof for a request (RFC 9449). */
  proof(method: string, url: string, { claims, head, signer }: Oddities = {}): string {
    const jwk = this.#pair.publicKey.export({ format: 'jwk' });
    const text = `${part({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...head })}.${part({
      ...{ jti: randomUUID(), htm: method, htu: url, iat: Date.now() / 1_000, nonce: this.nonce },
      ...claims,
    })}`;
    const signature = sign('sha256', Buffer.from(text), {
      key: signer ?? this.#pair.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${text}.${signature.toString('base64url')}`;
  }

  /** Sends a request with a proof, once more where the server wants it to rest on another nonce. */
  async post(base: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const once = async () => {
      const answer = await fetch(base + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          dpop: this.proof('POST', base + path),
          ...headers,
        },
        body: JSON.stringify(body),
      });
      const json: unknown = await answer.json().catch(() => null);
      return { status: answer.status, json };
    };
    const answer = await once();
    const wanted = stale.safeParse(answer.json).data?.params.nonce;
    if (wanted === undefined) return answer;
    this.nonce = wanted;
    return once();
  }

  /** Looks whether a code was approved, as an extension does. */
  poll(base: string, deviceCode: string) {
    return this.post(base, '/api/auth/device/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
      client_id: EXTENSION_CLIENT_ID,
    });
  }

  /** Redeems a code that was approved. */
  async redeem(base: string, deviceCode: string) {
    const { status, json } = await this.poll(base, deviceCode);
    if (status !== 200) throw new Error(`the code was answered with ${status}: ${JSON.stringify(json)}`);
    return redeemed.parse(json);
  }

  /** Asks for new tokens. */
  refresh(base: string, refreshToken: string, headers?: Record<string, string>) {
    return this.post(base, '/v1/session/refresh', { refreshToken }, headers);
  }
}
