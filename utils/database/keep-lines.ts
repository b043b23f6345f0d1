import {
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreTable,
  type DBCoreTransaction,
  Dexie,
} from 'dexie';
import type { DraftRow } from './draft-rows.ts';
import { type LineRow, lineOf } from './line-rows.ts';
import type { OutboxRow } from './outbox-rows.ts';
import { draftOfEntry, followingIds } from './reply-rows.ts';

/** Tables that a line is made of. */
const SOURCES: readonly string[] = ['drafts', 'outbox'];
const TABLES: readonly string[] = [...SOURCES, 'lines'];

/** Dexie's own name for a range of one key. */
const EQUAL = 1;

function values<Row>(table: DBCoreTable, trans: DBCoreTransaction, request: object): PromiseLike<Row[]> {
  const all = { index: table.schema.primaryKey, range: { type: 3 } };
  return table
    .query({ trans, values: true, query: { ...all, ...request } } as never)
    .then(({ result }) => result as Row[]);
}

function entriesOf(
  outbox: DBCoreTable,
  trans: DBCoreTransaction,
  entityId: string,
): PromiseLike<OutboxRow[]> {
  const index = outbox.schema.indexes.find(({ name }) => name === 'entityId');
  const range = { type: EQUAL, lower: entityId, upper: entityId };
  return values<OutboxRow>(outbox, trans, { index, range });
}

/** The line of a finished draft: nothing follows a report that is not there yet. */
function lineOfReport(outbox: DBCoreTable, trans: DBCoreTransaction, draft: DraftRow): PromiseLike<LineRow> {
  return entriesOf(outbox, trans, draft.draftId).then(([entry]) => {
    if (!draft.receipt && !entry?.receipt) return lineOf(draft, entry);
    return Dexie.Promise.all(followingIds(draft.draftId).map((id) => entriesOf(outbox, trans, id))).then(
      (followers: OutboxRow[][]) => lineOf(draft, entry, followers.flat()),
    );
  });
}

/** Ids of the drafts that a request is about, as far as it can be known before it is carried out. */
function draftsOf(
  table: DBCoreTable,
  request: DBCoreMutateRequest,
): PromiseLike<readonly string[]> | readonly string[] {
  const isDrafts = table.name === 'drafts';
  const idOf = (row: DraftRow | OutboxRow) => ('draftId' in row ? row.draftId : draftOfEntry(row.entityId));
  if (request.type === 'add' || request.type === 'put') return request.values.map(idOf);
  if (request.type === 'deleteRange') {
    return values<DraftRow | OutboxRow>(table, request.trans, { range: request.range }).then((rows) =>
      rows.map(idOf),
    );
  }
  if (isDrafts) return request.keys as string[];
  return table
    .getMany({ trans: request.trans, keys: request.keys })
    .then((rows: (OutboxRow | undefined)[]) =>
      rows.flatMap((row) => (row ? [draftOfEntry(row.entityId)] : [])),
    );
}

/** The drafts that a request writes, where all are open. */
function openDraftsOf(table: DBCoreTable, request: DBCoreMutateRequest): readonly DraftRow[] | undefined {
  if (table.name !== 'drafts' || (request.type !== 'add' && request.type !== 'put')) return undefined;
  const drafts: readonly DraftRow[] = request.values;
  return drafts.every(({ state }) => state === 'draft') ? drafts : undefined;
}

/** Writes the lines of these drafts anew, or takes them away where there is no draft any more. */
function rewrite(core: DBCore, trans: DBCoreTransaction, ids: readonly string[]): PromiseLike<unknown> {
  const keys = [...new Set(ids)];
  const outbox = core.table('outbox');
  const lines = core.table('lines');
  return core
    .table('drafts')
    .getMany({ trans, keys })
    .then((drafts: (DraftRow | undefined)[]) => {
      const present = drafts.filter((draft) => draft !== undefined);
      const gone = keys.filter((_, index) => drafts[index] === undefined);
      const made = present.map((draft) =>
        // A draft that is open has none: the query is spared where most writes are.
        draft.state === 'draft' ? lineOf(draft, undefined) : lineOfReport(outbox, trans, draft),
      );
      return Dexie.Promise.all(made)
        .then((rows: LineRow[]) => lines.mutate({ type: 'put', trans, values: rows }))
        .then(() => lines.mutate({ type: 'delete', trans, keys: gone }));
    });
}

/** Keeps the lines in step with every change of drafts and outbox that this connection makes, in the change's own transaction. */
export function keepLines(db: Dexie): void {
  db.use({
    stack: 'dbcore',
    name: 'lines',
    create: (core): DBCore => ({
      ...core,
      transaction: (stores, mode, options) => {
        const isChange = mode === 'readwrite' && stores.some((store) => SOURCES.includes(store));
        return core.transaction(isChange ? [...new Set([...stores, ...TABLES])] : stores, mode, options);
      },
      table: (name) => {
        const table = core.table(name);
        if (!SOURCES.includes(name)) return table;
        return {
          ...table,
          mutate: (request) => {
            const { trans } = request;
            // The upgrade of an earlier version: there are no lines yet, and the last step makes them.
            const { objectStoreNames, mode } = trans as unknown as IDBTransaction;
            if (mode === 'versionchange' || !objectStoreNames.contains('lines')) return table.mutate(request);
            const open = openDraftsOf(table, request);
            if (open) {
              // The lines of drafts that are open follow from them alone: written beside them, nobody waits for them.
              const lines = open.map((draft) => lineOf(draft, undefined));
              return Dexie.Promise.all([
                table.mutate(request),
                core.table('lines').mutate({ type: 'put', trans, values: lines }),
              ]).then(([response]: [Awaited<ReturnType<DBCoreTable['mutate']>>, unknown]) =>
                // A draft that was refused has no line, or the one that it had.
                response.numFailures === 0
                  ? response
                  : rewrite(
                      core,
                      trans,
                      open.map(({ draftId }) => draftId),
                    ).then(() => response),
              ) as ReturnType<DBCoreTable['mutate']>;
            }
            const known = draftsOf(table, request);
            const carryOut = (ids: readonly string[]) =>
              table.mutate(request).then((response) => rewrite(core, trans, ids).then(() => response));
            return ('then' in known ? known.then(carryOut) : carryOut(known)) as ReturnType<
              DBCoreTable['mutate']
            >;
          },
        };
      },
    }),
  });
}
