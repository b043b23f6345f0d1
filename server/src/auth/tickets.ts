import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { createSeal } from '../secrets/seal.ts';

/** What a ticket is for. One of another kind is none. */
type Kind = 'passkey-sign-in' | 'passkey-proof' | 'passkey-new' | 'provider';

/** What is handed out when something is begun that somebody has to come back with: a challenge, with all that is to be remembered of it. */
export interface Tickets {
  /**
   * A sealed ticket. Nothing of it is kept here: whoever asks for many fills nothing.
   * @param holder the browser or session that may come back with it
   * @param life for how long, in milliseconds
   */
  issue(kind: Kind, holder: string, data: object, life: number): string;
  /** What a ticket holds, once; null for one that was used, is too old, another's or none. */
  redeem<Data>(kind: Kind, holder: string, ticket: string, schema: z.ZodType<Data>): Promise<Data | null>;
}

const content = z.object({ until: z.number(), data: z.unknown() });

/**
 * @param pool connections of the sign-in library, beside whose tables is what was used
 * @param secret seals the tickets
 */
export function openTickets(pool: pg.Pool, secret: string, now: () => number = Date.now): Tickets {
  const seal = createSeal(secret, 'sign-in tickets');
  return {
    issue: (kind, holder, data, life) =>
      seal.close(JSON.stringify({ until: now() + life, data }), `${kind} ${holder}`).toString('base64url'),
    async redeem(kind, holder, ticket, schema) {
      const opened = content.safeParse(contentOf(ticket, `${kind} ${holder}`));
      if (!opened.success || opened.data.until <= now()) return null;
      // Used up before it is looked at: whatever comes of it, nobody comes with it again.
      const { rowCount } = await pool.query(
        'insert into "usedTicket" ("hash", "expiresAt") values ($1, $2) on conflict ("hash") do nothing',
        [createHash('sha256').update(ticket).digest(), new Date(opened.data.until)],
      );
      if (rowCount !== 1) return null;
      return schema.safeParse(opened.data.data).data ?? null;
    },
  };

  function contentOf(ticket: string, about: string): unknown {
    try {
      return JSON.parse(seal.open(Buffer.from(ticket, 'base64url'), about));
    } catch {
      return null;
    }
  }
}
