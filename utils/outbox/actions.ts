import type { ReporterDatabase } from '../database/database.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { Refusal } from '../refusals/refusal.ts';

/** Bytes encoded at a time: a multiple of three, so that the pieces' base64 joins without padding in between. */
const ENCODED_BYTES = 3 * 64 * 1024;

/**
 * Puts a waiting or parked report back to the front, by the user's wish. Does nothing to one that was sent or is gone. The pause
 * of an unreachable server is cut short; one that the server asked for is kept.
 */
export async function retryNow(db: ReporterDatabase, opId: string): Promise<void> {
  await db.transaction('rw', db.outbox, db.serverPauses, async () => {
    const entry = await db.outbox.get(opId);
    if (!entry || entry.state === 'acked') return;
    await db.outbox.put({ ...entry, state: 'ready', nextAt: 0 });
    const pause = await db.serverPauses.get('server');
    if (pause && !pause.asked) await db.serverPauses.delete('server');
  });
}

async function base64Parts(bytes: Blob): Promise<string[]> {
  const parts: string[] = [];
  for (let start = 0; start < bytes.size; start += ENCODED_BYTES) {
    const piece = new Uint8Array(await bytes.slice(start, start + ENCODED_BYTES).arrayBuffer());
    parts.push(btoa(Array.from(piece, (byte) => String.fromCharCode(byte)).join('')));
  }
  return parts;
}

function entryParts(entry: OutboxRow, now: number): string {
  const { opId, kind, entityId, state, createdAt, lastProblem, body, bodySha256 } = entry;
  const head = {
    format: 'marketsafe-report',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    opId,
    kind,
    entityId,
    state,
    createdAt: new Date(createdAt).toISOString(),
    ...(lastProblem && { lastProblem }),
    bodySha256,
    body,
  };
  return JSON.stringify(head).slice(0, -1);
}

/**
 * One report as a single JSON file: the exact body with its hash, and every blob this device still holds as base64; the hashes of
 * the others are under `missing`. Enough to hand the report in by another way. Throws when the report is gone. `now` in Unix
 * milliseconds.
 */
export async function exportEntry(db: ReporterDatabase, opId: string, now: number): Promise<Blob> {
  const entry = await db.outbox.get(opId);
  if (!entry) throw new Refusal({ code: 'not-queued' });
  const parts: string[] = [entryParts(entry, now), ',"blobs":['];
  const missing: string[] = [];
  let separator = '';
  for (const sha256 of entry.needs) {
    const blob = await db.blobs.get(sha256);
    if (!blob) {
      missing.push(sha256);
      continue;
    }
    const head = JSON.stringify({ sha256, type: blob.type, size: blob.size }).slice(0, -1);
    parts.push(separator, head, ',"base64":"', ...(await base64Parts(blob.bytes)), '"}');
    separator = ',';
  }
  parts.push('],"missing":', JSON.stringify(missing), '}');
  return new Blob(parts, { type: 'application/json' });
}
