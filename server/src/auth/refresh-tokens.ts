import { createHmac, timingSafeEqual } from 'node:crypto';

/** A refresh token as it is sent: whose, the how many-eth of it, and the code that proves that it was given out here. */
const REFRESH_TOKEN = /^msr_([0-9a-f-]{36})\.([1-9]\d{0,8})\.([\w-]{43})$/;

/** Which refresh token one is. */
export interface RefreshTokenName {
  sessionId: string;
  /** 1 for the first of its session, one more for each that replaces one. */
  generation: number;
}

/** Makes and reads refresh tokens. */
export interface RefreshTokens {
  /** The token of this name: the same each time. */
  of(name: RefreshTokenName): string;
  /** The name of a token, or null where it was never given out. */
  read(token: string): RefreshTokenName | null;
}

/**
 * Refresh tokens are made from their name and a secret, and kept nowhere: whoever reads the database learns none, one that is none is told
 * without asking it, every old one is known as such for as long as its session lasts, and an answer that was lost can be given again.
 */
export function createRefreshTokens(secret: string): RefreshTokens {
  const codeOf = ({ sessionId, generation }: RefreshTokenName) =>
    createHmac('sha256', secret).update(`refresh token ${generation} of ${sessionId}`).digest('base64url');

  return {
    of: (name) => `msr_${name.sessionId}.${name.generation}.${codeOf(name)}`,
    read(token) {
      const [, sessionId, number, code] = REFRESH_TOKEN.exec(token) ?? [];
      if (sessionId === undefined || number === undefined || code === undefined) return null;
      const name = { sessionId, generation: Number(number) };
      return timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(name))) ? name : null;
    },
  };
}
