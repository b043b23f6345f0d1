import type { DBCore, DBCoreMutateRequest, DBCoreTable, DBCoreTransaction } from 'dexie';
import type { BlobRow } from '../database/capture-rows.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import { draftOfEntry } from '../database/reply-rows.ts';
import { shelfOf } from '../database/sweep-rows.ts';
import type { Kind } from './units.ts';

/** What one transaction changed of what is kept a second time. */
export interface Changes {
  units: Map<Kind, Set<string>>;
  /** Captures whose masks changed, each with whether it had any before: they belong to a draft's unit. */
  masked: Map<string, boolean>;
  /** More than can be named, or something went: everything is to be compared. */
  sweeping: boolean;
}

/** Who hears of changes. */
export interface Listener {
  /** Bytes are being stored; `stored` resolves when their transaction has ended: whether it came to be. */
  storing: (row: BlobRow, stored: Promise<boolean>) => void;
  /** A transaction with such changes is on disk. */
  changed: (changes: Changes) => void;
}

/** Tables whose keys are ids of units. */
const KINDS_OF: Readonly<Record<string, Kind>> = {
  sweeps: 'sweep',
  device: 'device',
  drafts: 'draft',
  captures: 'capture',
  captureJobs: 'job',
  deletions: 'deletion',
};
/** Those where only part of the key names a unit, or the unit follows from it. */
const UNIT_OF: Readonly<Record<string, (key: unknown) => [Kind, string]>> = {
  sweepItems: (key) => ['sweep', (key as [string, string])[0]],
  marks: (key) => ['marks', shelfOf(key as string)],
};
const WATCHED: ReadonlySet<string> = new Set([
  ...Object.keys(KINDS_OF),
  ...Object.keys(UNIT_OF),
  ...['blobs', 'masks', 'outbox'],
]);

interface Running {
  changes: Changes;
  stored: Promise<boolean>;
}

function addUnit({ units }: Changes, kind: Kind, id: string): void {
  const ids = units.get(kind);
  if (ids) ids.add(id);
  else units.set(kind, new Set([id]));
}

function note(changes: Changes, table: DBCoreTable, request: DBCoreMutateRequest): void {
  if (request.type === 'deleteRange') {
    changes.sweeping = true;
    return;
  }
  const values: readonly unknown[] = 'values' in request ? request.values : [];
  const extract = table.schema.primaryKey.extractKey;
  const keys = request.keys ?? values.map((value) => extract?.(value));
  if (table.name === 'blobs') {
    if (request.type === 'delete') changes.sweeping = true;
    return;
  }
  if (table.name === 'outbox') {
    for (const { entityId } of values as OutboxRow[]) addUnit(changes, 'draft', draftOfEntry(entityId));
    return;
  }
  const unitOf = UNIT_OF[table.name];
  if (unitOf) {
    for (const key of keys) addUnit(changes, ...unitOf(key));
    return;
  }
  const kind = KINDS_OF[table.name];
  for (const key of keys as string[]) {
    if (kind) addUnit(changes, kind, key);
    else changes.masked.set(key, request.type !== 'add');
  }
}

/** Tells a listener of every change to what is kept a second time, made through this connection. */
export function watchChanges(db: ReporterDatabase, listener: Listener): void {
  const running = new WeakMap<DBCoreTransaction, Running>();
  const begin = (transaction: DBCoreTransaction): void => {
    const changes: Changes = { units: new Map(), masked: new Map(), sweeping: false };
    const events = transaction as unknown as IDBTransaction;
    const stored = new Promise<boolean>((resolve) => {
      events.addEventListener('abort', () => resolve(false));
      events.addEventListener('complete', () => {
        resolve(true);
        if (changes.units.size > 0 || changes.masked.size > 0 || changes.sweeping) listener.changed(changes);
      });
    });
    running.set(transaction, { changes, stored });
  };
  db.use({
    stack: 'dbcore',
    name: 'second-copy',
    create: (core): DBCore => ({
      ...core,
      transaction: (stores, mode, options) => {
        const transaction = core.transaction(stores, mode, options);
        if (mode === 'readwrite') begin(transaction);
        return transaction;
      },
      table: (name) => {
        const table = core.table(name);
        if (!WATCHED.has(name)) return table;
        return {
          ...table,
          mutate: (request) => {
            const known = running.get(request.trans);
            if (known) {
              note(known.changes, table, request);
              if (name === 'blobs' && request.type === 'add') {
                for (const row of request.values as BlobRow[]) listener.storing(row, known.stored);
              }
            }
            return table.mutate(request);
          },
        };
      },
    }),
  });
}
