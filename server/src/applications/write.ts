import { createHash } from 'node:crypto';
import {
  type ApplicationData,
  applicationData,
  emptyPart,
  isOpenToApplicant,
  type ListedPart,
  MOST_LISTED,
  type PartFault,
  type PartValues,
  partFaults,
  type SinglePart,
} from '@marketsafe/contract';
import type { Database } from '../db/database.ts';
import { type Change, changeAt, dayOf, keptUntil, type Outcome, update } from './reach.ts';

/** What came of saving a part. */
export type Saved =
  | 'saved'
  /** The application is not open to its applicant any more. */
  | 'closed'
  | 'too-many'
  /** Somebody took away the entry that it is about. */
  | 'gone'
  /** Somebody saved it since it was shown. */
  | 'changed'
  | { faults: PartFault[] };

/** A part as it is named when it is shown: saving says which one was seen. */
export function fingerprint(values: object): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}

/** What an applicant wrote, as it is kept. */
export function dataOf(row: { data: unknown }): ApplicationData {
  return applicationData.parse(row.data);
}

/**
 * Saves one part: whole or not at all. What is missing may be; what is written has to be so.
 * @param seen fingerprint of what was shown; where another is kept by now, nothing is written over it
 */
export async function savePart<Part extends SinglePart>(
  db: Database,
  token: string,
  { part, values, seen }: { part: Part; values: PartValues<Part>; seen: string },
): Promise<Outcome<Saved>> {
  return changeAt(db, token, async (change) => {
    if (!isOpenToApplicant(change.row.state)) return 'closed';
    const faults = partFaults(part, values, dayOf(change.at));
    if (faults.length > 0) return { faults: faults as PartFault[] };
    const data = dataOf(change.row);
    if (isStale(data[part], values, seen)) return 'changed';
    await store(change, { ...data, [part]: values }, part);
    return 'saved';
  });
}

/** An entry of what an application has a list of. `holder`: whose a right is. */
export interface Entry<Part extends ListedPart> {
  part: Part;
  id: string;
  values: PartValues<Part>;
  holder: string | null;
}

/** Saves an entry, a new one under an id that its form brought: the same form twice is one entry. */
export async function saveEntry<Part extends ListedPart>(
  db: Database,
  token: string,
  { part, id, values, holder }: Entry<Part>,
  seen: string,
): Promise<Outcome<Saved>> {
  return changeAt(db, token, async (change) => {
    if (!isOpenToApplicant(change.row.state)) return 'closed';
    const faults = partFaults(part, values, dayOf(change.at));
    if (faults.length > 0) return { faults: faults as PartFault[] };
    const data = dataOf(change.row);
    const list: { id: string; values: object; holder?: string | null }[] =
      part === 'right' ? data.rights : data.holders;
    const before = list.find((one) => one.id === id);
    const entry = part === 'right' ? { id, holder, values } : { id, values };
    if (before && isStale(shownOf(before), shownOf(entry), seen)) return 'changed';
    if (!before && seen !== fingerprint(shownOf({ holder: null, values: emptyPart(part) }))) return 'gone';
    if (!before && list.length >= MOST_LISTED[part]) return 'too-many';
    const next = before ? list.map((one) => (one.id === id ? entry : one)) : [...list, entry];
    await store(change, applicationData.parse({ ...data, [listOf(part)]: next }), part);
    return 'saved';
  });
}

/** What of an entry is seen and changed together. */
export function shownOf({ values, holder = null }: { values: object; holder?: string | null }): object {
  return { holder, values };
}

/** Takes an entry away with its documents; one that is not there is fine. */
export async function removeEntry(
  db: Database,
  token: string,
  part: ListedPart,
  id: string,
): Promise<Outcome<Saved>> {
  return changeAt(db, token, async (change) => {
    if (!isOpenToApplicant(change.row.state)) return 'closed';
    const data = dataOf(change.row);
    const list = listOf(part);
    const next = { ...data, [list]: data[list].filter((one: { id: string }) => one.id !== id) };
    if (part === 'holder')
      next.rights = next.rights.map((one) => (one.holder === id ? { ...one, holder: null } : one));
    await change.scope.deleteFrom('intake.files').where('about', '=', id).execute();
    await store(change, applicationData.parse(next), part);
    return 'saved';
  });
}

const listOf = (part: ListedPart) => (part === 'right' ? 'rights' : 'holders');

/** Whether something else is kept than was shown, and than is to be kept. */
function isStale(now: object, next: object, seen: string): boolean {
  return fingerprint(now) !== seen && fingerprint(now) !== fingerprint(next);
}

async function store({ scope, row, at, audit }: Change, data: ApplicationData, part: string): Promise<void> {
  const isDraft = row.state === 'draft';
  await update(scope, {
    data: JSON.stringify(data),
    changed_at: at,
    ...(isDraft ? { delete_at: keptUntil(at, row.confirmed_at !== null) } : {}),
  });
  await audit('application.saved', { part });
}
