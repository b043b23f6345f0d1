import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

const GIB = 1024 ** 3;

/** What one person, and all of an organisation together, may have here. */
interface Quota {
  /** Resumable uploads that are not finished. */
  openUploads: number;
  /** Bytes that those have announced. */
  openBytes: number;
  /** Bytes of files that were handed in, with what open uploads have announced. */
  bytes: number;
}

/** Quotas of a person and of an organisation. */
export interface Quotas {
  person: Quota;
  organisation: Quota;
}

/** Far above what work needs: an extension has two uploads open, and a capture of a whole page is some ten MiB. */
export const DEFAULT_QUOTAS: Quotas = {
  person: { openUploads: 100, openBytes: 4 * GIB, bytes: 128 * GIB },
  organisation: { openUploads: 500, openBytes: 20 * GIB, bytes: 1024 * GIB },
};

/** Seconds after which whoever has too many uploads open may ask again. */
const RETRY_AFTER = 30;
/** How long a sum of what was handed in is believed, in milliseconds; what comes meanwhile is added to it. */
const FRESH = 5 * 60_000;

type Person = Pick<Caller, 'organisationId' | 'userId'>;

/** Holds people and organisations to their quotas. */
export interface QuotaKeeper {
  /** What an upload's name begins with: its organisation, and after it whose it is. */
  uploadPrefix(person: Person): string;
  /**
   * Refuses an upload that is about to begin where it would be one too many, and counts it from now on.
   * @throws HttpProblem `uploads-open`, `person-room-used`, `organisation-room-used`
   */
  admitUpload(person: Person, upload: { id: string; bytes: number }): Promise<void>;
  /** An upload that was admitted is on the disk, or came to nothing. */
  settled(uploadId: string): void;
  /**
   * Refuses a file where there is no room for it.
   * @throws HttpProblem `person-room-used`, `organisation-room-used`
   */
  admitFile(person: Person, bytes: number): Promise<void>;
  /** So many bytes were handed in. */
  handedIn(person: Person, bytes: number): void;
}

interface Sum {
  uploads: number;
  bytes: number;
}

const NOTHING: Sum = { uploads: 0, bytes: 0 };

const recordSchema = z.object({ id: z.string(), size: z.number().nonnegative().optional() });

/** Makes what holds people to their quotas. `folder` is where open uploads lie, each with a record of it in JSON. */
export function openQuotas(folder: string, db: Database, quotas: Quotas): QuotaKeeper {
  /** Uploads that were admitted and may not be on the disk yet. */
  const admitted = new Map<string, number>();
  const stored = new Map<string, { at: number; byPerson: Promise<Map<string, number>> }>();

  async function openUploads(prefix: string): Promise<Map<string, number>> {
    const open = new Map([...admitted].filter(([id]) => id.startsWith(prefix)));
    const names = await readdir(folder);
    for (const name of names.filter((one) => one.startsWith(prefix) && one.endsWith('.json'))) {
      // One that was finished meanwhile is none.
      const text = await readFile(join(folder, name), 'utf8').catch(() => '{}');
      const record = recordSchema.safeParse(parsed(text));
      if (record.success) open.set(record.data.id, record.data.size ?? 0);
    }
    return open;
  }

  async function storedBytes(person: Person): Promise<{ person: number; organisation: number }> {
    const { organisationId, userId } = person;
    const now = Date.now();
    let known = stored.get(organisationId);
    if (!known || now - known.at > FRESH) {
      known = { at: now, byPerson: sumByPerson(db, person) };
      stored.set(organisationId, known);
      known.byPerson.catch(() => stored.delete(organisationId));
    }
    const byPerson = await known.byPerson;
    const organisation = [...byPerson.values()].reduce((sum, bytes) => sum + bytes, 0);
    return { person: byPerson.get(userId) ?? 0, organisation };
  }

  async function requireRoom(person: Person, bytes: number, open: { person: Sum; organisation: Sum }) {
    const held = await storedBytes(person);
    for (const whose of ['person', 'organisation'] as const) {
      const maximum = quotas[whose].bytes;
      if (held[whose] + open[whose].bytes + bytes <= maximum) continue;
      throw new HttpProblem(whose === 'person' ? 'person-room-used' : 'organisation-room-used', {
        params: { maximum },
      });
    }
  }

  /** What a person and the organisation have open, without one that is about to begin. */
  async function openOf(person: Person, except: string): Promise<{ person: Sum; organisation: Sum }> {
    const all = await openUploads(`${person.organisationId}_`);
    all.delete(except);
    const own = [...all].filter(([id]) => id.startsWith(prefixOf(person)));
    return { person: sumOf(own), organisation: sumOf([...all]) };
  }

  return {
    uploadPrefix: prefixOf,
    async admitUpload(person, { id, bytes }) {
      // Counted first: of several that come at once none is overlooked.
      admitted.set(id, bytes);
      try {
        const open = await openOf(person, id);
        const tooMany = (['person', 'organisation'] as const).some(
          (whose) =>
            open[whose].uploads + 1 > quotas[whose].openUploads ||
            open[whose].bytes + bytes > quotas[whose].openBytes,
        );
        if (tooMany) {
          throw new HttpProblem('uploads-open', {
            params: { seconds: RETRY_AFTER },
            retryAfter: RETRY_AFTER,
          });
        }
        await requireRoom(person, bytes, open);
      } catch (error) {
        admitted.delete(id);
        throw error;
      }
    },
    settled: (uploadId) => void admitted.delete(uploadId),
    async admitFile(person, bytes) {
      // What is open is looked at where it is begun: a look into the folder for each small file would cost more than it saves.
      await requireRoom(person, bytes, { person: NOTHING, organisation: NOTHING });
    },
    handedIn({ organisationId, userId }, bytes) {
      stored
        .get(organisationId)
        ?.byPerson.then((byPerson) => byPerson.set(userId, (byPerson.get(userId) ?? 0) + bytes))
        .catch(() => undefined);
    },
  };
}

/** The name says whose an upload is without naming the person. */
function prefixOf({ organisationId, userId }: Person): string {
  return `${organisationId}_${createHash('sha256').update(userId).digest('hex').slice(0, 16)}_`;
}

function sumOf(open: readonly (readonly [string, number])[]): Sum {
  return { uploads: open.length, bytes: open.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

async function sumByPerson(db: Database, person: Person): Promise<Map<string, number>> {
  const rows = await db.inOrganisation(person, (scope) =>
    scope
      .selectFrom('app.blobs')
      .select((column) => ['stored_by', column.fn.sum<string>('bytes').as('bytes')])
      .where('organisation_id', '=', person.organisationId)
      .groupBy('stored_by')
      .execute(),
  );
  return new Map(rows.map((row) => [row.stored_by, Number(row.bytes)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
