import { type PieceLimit, pieceLimit } from '../api/pieces.ts';
import type { ReporterDatabase } from '../database/database.ts';

/** How long a limit is believed, in milliseconds: a laptop moves to other networks, and proxies are put right. */
const BELIEVED_MS = 24 * 60 * 60_000;

/** Most servers that are remembered; the newest stay. */
const MOST_SERVERS = 20;

async function remembered(db: ReporterDatabase) {
  const row = await db.reference.get('pieces');
  return row?.key === 'pieces' ? row.servers : [];
}

/** The size of request that gets to this server, as this device has learnt it within the last day. `now` in Unix milliseconds. */
export async function pieceMemory(
  db: ReporterDatabase,
  serverUrl: string,
  now: () => number,
): Promise<PieceLimit> {
  const known = (await remembered(db)).find((server) => server.serverUrl === serverUrl);
  const age = known ? now() - known.learntAt : 0;
  const believed = known !== undefined && age >= 0 && age < BELIEVED_MS;
  return pieceLimit(believed ? known.largest : undefined, async (largest) => {
    await db.transaction('rw', db.reference, async () => {
      const others = (await remembered(db)).filter((server) => server.serverUrl !== serverUrl);
      const servers = [{ serverUrl, largest, learntAt: now() }, ...others].slice(0, MOST_SERVERS);
      await db.reference.put({ key: 'pieces', servers, fetchedAt: now() });
    });
  });
}
