import { expect, it } from 'vitest';
import { loadShortList } from '../../../../utils/queue/short-list.ts';
import { newDatabase } from '../../support/new-database.ts';
import { draftRow, entryRow, MINUTE, NOW } from '../../support/rows.ts';

/** A finished report of so many minutes ago. */
function report(minutes: number, change: Parameters<typeof draftRow>[0] = {}) {
  return draftRow({ state: 'finished', finishedAt: NOW - minutes * MINUTE, ...change });
}

it('has what needs somebody first, however old, then the newest of the rest, and none twice', async () => {
  const db = newDatabase();
  const parked = report(9_000);
  const asked = report(3, { serverState: 'needs_info' });
  const wall = draftRow({ createdAt: NOW - 60 * MINUTE, wall: 'captcha' });
  const others = Array.from({ length: 30 }, (_, at) => report(10 + at));
  await db.drafts.bulkAdd([parked, asked, wall, ...others]);
  await db.outbox.add(entryRow(parked, { state: 'parked' }));
  const { urgent, urgentCount, newest } = await loadShortList(db);
  const ids = (lines: readonly { draftId: string }[]) => lines.map(({ draftId }) => draftId);
  expect(ids(urgent)).toEqual(ids([asked, wall, parked]));
  expect(urgentCount).toBe(3);
  expect(ids(newest)).toEqual(ids(others.slice(0, 12)));
});

it('counts what it does not show, and what was taken out or done needs nobody', async () => {
  const db = newDatabase();
  const walls = Array.from({ length: 9 }, () => draftRow({ wall: 'login' }));
  await db.drafts.bulkAdd([...walls, draftRow({ wall: 'login', exclusion: { at: NOW, by: null } })]);
  const list = await loadShortList(db);
  expect(list).toMatchObject({ urgentCount: 9, urgent: { length: 4 } });
  expect(new Set([...list.urgent, ...list.newest].map(({ draftId }) => draftId)).size).toBe(10);
});
