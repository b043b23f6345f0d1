import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import { applyDeskAnswers } from '../packets/answers/desk-answers.ts';

/**
 * Brings to the claims what the marketplace's people have just written of a packet. What they wrote is kept whatever becomes of this: a server that
 * ends in between, or a refusal of the database's, leaves it to the watch.
 */
export async function bringSoon(request: FastifyRequest, db: Database, packetId: string): Promise<void> {
  await applyDeskAnswers(db, packetId).catch((error: unknown) =>
    request.log.error({ err: error }, 'what the marketplace wrote is kept and not at its claims yet'),
  );
}
