import {
  addMonths,
  type Graduation,
  type GraduationDecision,
  isProgramStaff,
  type NewGraduation,
  RIGHTS_KEEPERS,
  STANDING_MONTHS,
} from '@marketsafe/contract';
import type { Selectable } from 'kysely';
import { appendAudit, type Ledger, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Caller } from '../organisations/service.ts';
import { belongsToAny } from '../people/belonging.ts';
import { HttpProblem } from '../problems.ts';
import { readStandingSettings } from './settings.ts';

type Row = Selectable<Tables['app.graduations']>;

const DAY = 24 * 60 * 60 * 1_000;

/** The last graduation of each participant, or of one. As the participant, or as staff. */
export async function lastGraduations(
  scope: Scope,
  caller: Caller,
  of: { organisationId: string } | null,
  at: Date,
): Promise<Graduation[]> {
  const rows = await scope
    .selectFrom('app.graduations as one')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'one.organisation_id')
    .distinctOn('one.organisation_id')
    .selectAll('one')
    .select('owner.name')
    .$if(of !== null, (query) => query.where('one.organisation_id', '=', of?.organisationId ?? ''))
    .orderBy('one.organisation_id')
    .orderBy('one.asked_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const { undoDays } = await readStandingSettings(scope);
  const staff = isProgramStaff(caller.roles);
  const own = staff ? await ownOrganisations(scope, caller.userId) : new Set<string>();
  return rows.map((row) =>
    graduationOf(row, { caller, undoDays, at, isStranger: staff && !own.has(row.organisation_id) }),
  );
}

async function ownOrganisations(scope: Scope, userId: string): Promise<ReadonlySet<string>> {
  const rows = await scope
    .selectFrom('app.memberships')
    .select('organisation_id')
    .where('user_id', '=', userId)
    .execute();
  return new Set(rows.map(({ organisation_id }) => organisation_id));
}

function graduationOf(
  row: Row & { name: string },
  { caller, undoDays, at, isStranger }: { caller: Caller; undoDays: number; at: Date; isStranger: boolean },
): Graduation {
  const isOpen = row.state === 'asked' || row.state === 'seconded';
  const leftAt = row.state === 'left' ? row.decided_at : null;
  const today = at.toISOString().slice(0, 10);
  const rejoinFrom = leftAt && rejoinDay(leftAt);
  const undoUntil = leftAt && new Date(leftAt.getTime() + undoDays * DAY).toISOString().slice(0, 10);
  const isKeeper =
    caller.organisationId === row.organisation_id &&
    RIGHTS_KEEPERS.some((role) => caller.roles.includes(role));
  return {
    graduationId: row.graduation_id,
    organisation: { organisationId: row.organisation_id, name: row.name },
    state: row.state,
    asked: {
      ...{ name: row.asked_by_name, at: row.asked_at.toISOString(), by: row.asked_as, text: row.asked_text },
    },
    seconded: somebody(row.seconded_by_name, row.seconded_at),
    decided: withText(somebody(row.decided_by_name, row.decided_at), row.decided_text),
    undone: withText(somebody(row.undone_by_name, row.undone_at), row.undone_text),
    undoUntil,
    rejoinFrom,
    may: {
      approve: isOpen && isStranger && row.seconded_by !== caller.userId,
      refuse: isOpen && isStranger,
      takeBack: isOpen && row.asked_as === 'participant' && isKeeper,
      undo: isStranger && undoUntil !== null && today <= undoUntil,
      readmit: isStranger && rejoinFrom !== null && today >= rejoinFrom,
    },
  };
}

/** Of organisations those that have left: on which day, and from which they can be taken in again. In a transaction of the program's staff. */
export async function leftOrganisations(
  scope: Scope,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, { on: string; from: string; kind: string }>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await scope
    .selectFrom('app.graduations as one')
    .innerJoin('app.organisations as owner', 'owner.organisation_id', 'one.organisation_id')
    .select(['one.organisation_id', 'one.decided_at', 'owner.kind'])
    .where('one.organisation_id', 'in', [...organisationIds])
    .where('one.state', '=', 'left')
    .execute();
  return new Map(
    rows.flatMap(({ organisation_id, decided_at: at, kind }) =>
      at === null
        ? []
        : [[organisation_id, { on: at.toISOString().slice(0, 10), from: rejoinDay(at), kind }] as const],
    ),
  );
}

/** First day on which whoever left can be taken in again, `YYYY-MM-DD` in UTC. Source: FAQ of the marketplace's mechanism. */
function rejoinDay(leftAt: Date): string {
  return addMonths(leftAt.toISOString().slice(0, 10), STANDING_MONTHS);
}

function somebody(name: string | null, at: Date | null) {
  return name === null || at === null ? null : { name, at: at.toISOString() };
}

function withText(who: ReturnType<typeof somebody>, text: string) {
  return who && { ...who, text };
}

/** Work on a participant's graduations: by its own people, or by staff in it. */
function inOrganisation<Result>(
  db: Database,
  caller: Caller,
  organisationId: string,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  const as = isProgramStaff(caller.roles) ? ('staff' as const) : undefined;
  if (as === undefined && organisationId !== caller.organisationId) {
    throw new HttpProblem('organisation-unknown');
  }
  return db.inOrganisation({ organisationId, userId: caller.userId, as }, work);
}

/**
 * Asks that a participant leaves for the marketplace's own mechanism: its own people, or staff, who thereby are the first of two.
 * @throws HttpProblem `organisation-unknown`, `graduation-open` or `graduation-own-organisation`
 */
export async function askForGraduation(
  db: Database,
  caller: Caller,
  { graduationId, organisationId, text }: NewGraduation,
): Promise<Graduation> {
  const staff = isProgramStaff(caller.roles);
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId).catch(() => {
      throw new HttpProblem('organisation-unknown');
    });
    const { kind } = await scope
      .selectFrom('app.organisations')
      .select('kind')
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow();
    if (kind !== 'rights_holder' && kind !== 'representative') throw new HttpProblem('organisation-unknown');
    if (staff && (await belongsToAny(scope, caller.userId, [organisationId])))
      throw new HttpProblem('graduation-own-organisation');
    const open = await scope
      .selectFrom('app.graduations')
      .select('graduation_id')
      .where('organisation_id', '=', organisationId)
      .where('state', 'in', ['asked', 'seconded', 'left'])
      .executeTakeFirst();
    const at = new Date();
    // The same one again: an answer may have been lost on its way.
    if (open?.graduation_id === graduationId) return one(scope, caller, organisationId, at);
    if (open) throw new HttpProblem('graduation-open');
    const first = staff
      ? { seconded_at: at, seconded_by: caller.userId, seconded_by_name: caller.userName }
      : { seconded_at: null, seconded_by: null, seconded_by_name: null };
    await scope
      .insertInto('app.graduations')
      .values({
        ...{ organisation_id: organisationId, graduation_id: graduationId, ...first },
        ...{ state: staff ? 'seconded' : 'asked', asked_as: staff ? 'staff' : 'participant' },
        ...{ asked_at: at, asked_by: caller.userId, asked_by_name: caller.userName, asked_text: text },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'graduation.asked',
      ...{ at, actorUserId: caller.userId, entity: graduationId },
      detail: { as: staff ? 'staff' : 'participant', ...(staff ? { staff: caller.userName } : {}) },
    });
    return one(scope, caller, organisationId, at);
  });
}

async function one(scope: Scope, caller: Caller, organisationId: string, at: Date): Promise<Graduation> {
  const [found] = await lastGraduations(scope, caller, { organisationId }, at);
  if (!found) throw new HttpProblem('graduation-unknown');
  return found;
}

/**
 * Decides: the first of the program's people who approves seconds it, another lets the participant leave; whoever asked takes it back; staff
 * undo within the days that the settings say, and take in again from the day on which the marketplace's rule lets it rejoin.
 * @throws HttpProblem `graduation-unknown`, `graduation-decided`, `graduation-second-person`, `graduation-own-organisation`,
 * `graduation-too-late` or `graduation-rejoin-early`
 */
export async function decideGraduation(
  db: Database,
  caller: Caller,
  { graduationId, decision, text }: { graduationId: string } & GraduationDecision,
): Promise<Graduation> {
  const organisationId = await organisationOf(db, caller, graduationId);
  return inOrganisation(db, caller, organisationId, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const at = new Date();
    const row = await scope
      .selectFrom('app.graduations')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('graduation_id', '=', graduationId)
      .executeTakeFirstOrThrow();
    const staff = isProgramStaff(caller.roles);
    if ((decision === 'take-back') === staff) throw new HttpProblem('not-your-role');
    if (staff && (await belongsToAny(scope, caller.userId, [organisationId])))
      throw new HttpProblem('graduation-own-organisation');
    await takeStep(scope, ledger, row, { caller, decision, text, at });
    return one(scope, caller, organisationId, at);
  });
}

/**
 * Takes an organisation that left in again, within a transaction of staff in it.
 * @throws HttpProblem `graduation-decided` where it has not left, `graduation-own-organisation`, or `graduation-rejoin-early`
 */
export async function readmit(scope: Scope, caller: Caller, organisationId: string): Promise<void> {
  const ledger = await openLedger(scope, organisationId);
  const row = await scope
    .selectFrom('app.graduations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'left')
    .executeTakeFirst();
  if (!row) throw new HttpProblem('graduation-decided');
  if (await belongsToAny(scope, caller.userId, [organisationId]))
    throw new HttpProblem('graduation-own-organisation');
  await takeStep(scope, ledger, row, { caller, decision: 'readmit', text: '', at: new Date() });
}

async function takeStep(
  scope: Scope,
  ledger: Ledger,
  row: Row,
  step: Omit<Deciding, 'undoDays'>,
): Promise<void> {
  const { caller, at } = step;
  const { undoDays } = await readStandingSettings(scope);
  const { state, set } = stepOf(row, { ...step, undoDays });
  await scope
    .updateTable('app.graduations')
    .set({ state, ...set })
    .where('organisation_id', '=', row.organisation_id)
    .where('graduation_id', '=', row.graduation_id)
    .execute();
  await appendAudit(scope, ledger, {
    action: `graduation.${state}`,
    ...{ at, actorUserId: caller.userId, entity: row.graduation_id },
    detail: isProgramStaff(caller.roles) ? { staff: caller.userName, ...staffDetail(caller) } : {},
  });
}

interface Deciding extends GraduationDecision {
  caller: Caller;
  at: Date;
  undoDays: number;
}

function stepOf(row: Row, { caller, decision, text, at, undoDays }: Deciding) {
  const { userId, userName } = caller;
  if (decision === 'undo') {
    if (row.state !== 'left' || row.decided_at === null) throw new HttpProblem('graduation-decided');
    const last = new Date(row.decided_at.getTime() + undoDays * DAY).toISOString().slice(0, 10);
    if (at.toISOString().slice(0, 10) > last) throw new HttpProblem('graduation-too-late');
    const set = { undone_at: at, undone_by: userId, undone_by_name: userName, undone_text: text };
    return { state: 'undone' as const, set };
  }
  if (decision === 'readmit') {
    if (row.state !== 'left' || row.decided_at === null) throw new HttpProblem('graduation-decided');
    const day = rejoinDay(row.decided_at);
    if (at.toISOString().slice(0, 10) < day)
      throw new HttpProblem('graduation-rejoin-early', { params: { day } });
    const set = { undone_at: at, undone_by: userId, undone_by_name: userName, undone_text: text };
    return { state: 'returned' as const, set };
  }
  if (row.state !== 'asked' && row.state !== 'seconded') throw new HttpProblem('graduation-decided');
  const decided = { decided_at: at, decided_by: userId, decided_by_name: userName, decided_text: text };
  switch (decision) {
    case 'take-back':
      if (row.asked_as !== 'participant') throw new HttpProblem('not-your-role');
      return { state: 'taken-back' as const, set: decided };
    case 'refuse':
      return { state: 'refused' as const, set: decided };
    case 'approve': {
      if (row.seconded_by === userId) throw new HttpProblem('graduation-second-person');
      if (row.seconded_by !== null) return { state: 'left' as const, set: decided };
      const set = { seconded_at: at, seconded_by: userId, seconded_by_name: userName };
      return { state: 'seconded' as const, set };
    }
  }
}

async function organisationOf(db: Database, caller: Caller, graduationId: string): Promise<string> {
  const find = (scope: Scope) =>
    scope
      .selectFrom('app.graduations')
      .select('organisation_id')
      .where('graduation_id', '=', graduationId)
      .executeTakeFirst();
  const row = isProgramStaff(caller.roles)
    ? await db.asStaff(caller.userId, find)
    : await db.inOrganisation(caller, find);
  if (!row) throw new HttpProblem('graduation-unknown');
  return row.organisation_id;
}
