import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Caller } from '../organisations/service.ts';
import { cancelPacket, withdrawLinks } from '../packets/back.ts';
import { buildPackets } from '../packets/build.ts';
import { listCandidates } from '../packets/candidates.ts';
import { lookThrough } from '../packets/firewall.ts';
import { packetWasSent, releasePacket } from '../packets/release.ts';

/** What packing works with. */
interface PackTools {
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  /** Folder for files that are being written. */
  scratch: string;
  staff: readonly Caller[];
}

/** How packets of the demo program end, one group of claims after another; `waits`: its claims wait to be put into one. */
const ENDS = [
  'waits',
  'built',
  'sent',
  'released',
  'handed-in',
  'waits',
  'withdrawn',
  'built',
  'cancelled',
] as const;

const HOUR = 60 * 60 * 1_000;

/**
 * Puts approved claims of the demo program into packets that stand at every step, through the functions that do so every day: one person
 * builds, another releases.
 * @param until end of the demo program's past
 */
export async function packDemo(
  { staff, ...tools }: PackTools,
  until: Date,
  signal: AbortSignal,
): Promise<void> {
  const [builder, releaser] = staff;
  if (!builder || !releaser) throw new Error('the demo program has no two people to pack');
  const { groups } = await tools.db.asStaff(builder.userId, (scope) => listCandidates(scope, builder.userId));
  for (const [index, { group, claims }] of groups.entries()) {
    if (signal.aborted) return;
    const end = ENDS[index % ENDS.length] ?? 'waits';
    if (end === 'waits') continue;
    const [built, released, after] = [50, 20, 3].map(
      (hours) => () => new Date(until.getTime() - hours * HOUR),
    );
    const expedited = claims > 1 && index % 2 === 1 ? ('repeat-seller' as const) : null;
    const at = (now: (() => Date) | undefined) => ({ ...tools, ...(now && { now }) });
    const { packets } = await buildPackets(at(built), builder, { group, expedited });
    for (const { packetId } of packets) {
      if (end === 'built') continue;
      if (end === 'cancelled') {
        await cancelPacket(at(released), builder, packetId, 'Two of its pictures show the wrong listing.');
        continue;
      }
      const { contentSha256: seen } = await tools.db.asStaff(releaser.userId, (scope) =>
        lookThrough(scope, tools.store, releaser, packetId),
      );
      const channel = end === 'sent' ? 'desk' : 'form';
      await releasePacket(at(released), releaser, packetId, { seen, channel });
      if (end === 'released' || end === 'sent') continue;
      await packetWasSent(at(after), builder, packetId, `IPP-${20_260 + index}`);
      if (end === 'withdrawn') {
        await withdrawLinks(at(undefined), builder, packetId, { text: 'Handed in under the wrong right.' });
      }
    }
  }
}
