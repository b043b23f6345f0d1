import {
  isValuePath,
  leafSchema,
  type ProcedureChange,
  type ProcedureChangeRow,
  type ProcedureUndo,
  type Sourced,
} from '@marketsafe/contract/procedures';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { changeOf, findChange, lastChangeAt, releasedAt, type ValuePlace } from './queries.ts';

/** What one change is made of. */
interface Wanted {
  place: ValuePlace;
  leaf: Sourced<unknown> | null;
  why: string;
  /** The change that its writer saw last; 0 for none. */
  seen: number;
  undoes: number | null;
}

/**
 * Lets another value hold from now on; with null the release's own. It is committed together with its entry in the audit.
 * @throws HttpProblem `procedure-place-unknown`; `body-invalid` where the value is not of the form of its place, or its source is missing;
 * `procedure-changed-meanwhile`
 */
export function changeProcedure(
  db: Database,
  caller: Caller,
  { scope, part, item, field, leaf, why, seen }: ProcedureChange,
): Promise<ProcedureChangeRow> {
  const place = { scope, part, item, field };
  if (!isValuePath(place)) throw new HttpProblem('procedure-place-unknown');
  const verified = leaf?.verified ? { by: caller.userName, on: leaf.verified.on } : null;
  const wanted = { place, leaf: leaf && { ...parsed(place, leaf), verified }, why, seen, undoes: null };
  return db.inOrganisation(caller, (open) => record(open, caller, wanted));
}

/** The value in the form of its place, so that what is stored is what is read. */
function parsed(place: ValuePlace, leaf: Sourced<unknown>): Sourced<unknown> {
  const result = leafSchema(place).safeParse(leaf);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path }) => ({
    path: `/leaf/${path.map(String).join('/')}`,
    code: 'not-as-expected' as const,
    params: {},
  }));
  throw new HttpProblem('body-invalid', { errors });
}

/**
 * Lets what was before a change hold again, as a change of its own: nothing is taken out of the history.
 * @throws HttpProblem `procedure-change-unknown`, `procedure-changed-meanwhile`
 */
export function undoProcedureChange(
  db: Database,
  caller: Caller,
  sequence: number,
  { why, seen }: ProcedureUndo,
): Promise<ProcedureChangeRow> {
  return db.inOrganisation(caller, async (open) => {
    const row = await findChange(open, sequence);
    const change = row && changeOf(row);
    if (!row || !change) throw new HttpProblem('procedure-change-unknown');
    const place = { scope: change.scope, part: change.part, item: change.item, field: change.field };
    // The one that it followed says what held; where it was the first, the release did.
    const earlier = row.follows === 0 ? undefined : await findChange(open, Number(row.follows));
    const leaf = (earlier && changeOf(earlier)?.leaf) ?? null;
    return record(open, caller, { place, leaf, why, seen, undoes: sequence });
  });
}

async function record(
  open: Scope,
  caller: Caller,
  { place, leaf, why, seen, undoes }: Wanted,
): Promise<ProcedureChangeRow> {
  const ledger = await openLedger(open, caller.organisationId);
  const last = await lastChangeAt(open, place);
  const follows = Number(last?.sequence ?? 0);
  if (follows !== seen) throw changedMeanwhile(last);
  const released = releasedAt(place);
  const held = (last && changeOf(last)?.leaf) ?? released;
  const at = new Date();
  const row = await open
    .insertInto('program.procedure_changes')
    .values({
      ...place,
      follows,
      leaf: leaf && JSON.stringify(leaf),
      before: held && JSON.stringify(held),
      released: released && JSON.stringify(released),
      why,
      undoes,
      at,
      changed_by: caller.userId,
      changed_by_name: caller.userName,
    })
    // Staff of another organisation of the program hold another ledger: of two changes at once one is first.
    .onConflict((conflict) => conflict.columns(['scope', 'part', 'item', 'field', 'follows']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw changedMeanwhile(await lastChangeAt(open, place));
  await appendAudit(open, ledger, {
    action: 'procedure.changed',
    at,
    actorUserId: caller.userId,
    entity: place.scope,
    detail: { sequence: Number(row.sequence), path: `${place.part}/${place.item}/${place.field}`, undoes },
  });
  const change = changeOf(row);
  if (!change) throw new Error('a change that was just made has no place');
  return change;
}

function changedMeanwhile(last: Awaited<ReturnType<typeof lastChangeAt>>): HttpProblem {
  return new HttpProblem('procedure-changed-meanwhile', { params: { name: last?.changed_by_name ?? '' } });
}
