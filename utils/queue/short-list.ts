import type { ReporterDatabase } from '../database/database.ts';
import type { LineRow } from '../database/line-rows.ts';

/** Lines of what needs somebody, and of what is newest, that a short list holds at most. */
const URGENT_LIMIT = 4;
const NEWEST_LIMIT = 12;

/** What a glance at the reports of this device shows. */
export interface ShortList {
  /** What somebody has to do something about, newest first, and how many there are in all. */
  urgent: LineRow[];
  urgentCount: number;
  /** The newest of the others. */
  newest: LineRow[];
  /** The database has been looked at: one without its device is new, or has been lost and may be put back yet. */
  sound: boolean;
}

/** Reads the short list by its indexes: it takes as long with ten reports as with ten thousand. */
export async function loadShortList(db: ReporterDatabase): Promise<ShortList> {
  return db.transaction('r', db.lines, db.device, async () => {
    const [urgent, urgentCount, newest, devices] = await Promise.all([
      db.lines.orderBy('urgentAt').reverse().limit(URGENT_LIMIT).toArray(),
      db.lines.where('urgentAt').above(0).count(),
      db.lines
        .orderBy('at')
        .reverse()
        .limit(NEWEST_LIMIT + URGENT_LIMIT)
        .toArray(),
      db.device.count(),
    ]);
    const shown = new Set(urgent.map(({ draftId }) => draftId));
    const others = newest.filter(({ draftId }) => !shown.has(draftId)).slice(0, NEWEST_LIMIT);
    return { urgent, urgentCount, newest: others, sound: devices > 0 };
  });
}
