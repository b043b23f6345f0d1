import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ClaimEventReason,
  type ClaimState,
  type ClaimSubmission,
  STANDING_DEFAULTS,
} from '@marketsafe/contract';
import type pg from 'pg';
import { z } from 'zod';
import { openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import { openIntake } from '../claims/service.ts';
import { moveClaims } from '../claims/transitions.ts';
import { writePrivateFile } from '../data-folder/files.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Caller } from '../organisations/service.ts';
import { insertDevice } from '../sealing/devices.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import type { Seal } from '../secrets/seal.ts';
import { setStandingSettings } from '../standing/settings.ts';
import { keepDemoApplications } from './applications.ts';
import { counterMove } from './counters.ts';
import { AURORA, BOREALIS } from './data.ts';
import { type DemoDevice, makeDemoCapture, makeDemoDevice } from './evidence.ts';
import { keepDemoFiles } from './files.ts';
import { fillDemoGroup } from './group.ts';
import { packetSteps, planHistory, planLastYear } from './history.ts';
import { giveDemoMandates } from './mandates.ts';
import { packDemo } from './packets.ts';
import { type PlannedClaim, planClaims } from './plan.ts';
import { publishDemo } from './publications.ts';
import { keepDemoRaids } from './raids.ts';
import { retainDemo } from './retention.ts';
import { keepDemoSellers } from './sellers.ts';
import { visitDemoListings } from './sightings.ts';
import { publishDemoSignals } from './signals.ts';
import { keepDemoTestBuys } from './test-buys.ts';
import { giveDemoWebhook } from './webhooks.ts';

/** What filling works with. */
export interface FillTools {
  dataFolder: string;
  owner: pg.Pool;
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  /** Folder for files that are being written. */
  scratch: string;
  signingKey: SigningKey;
  webhookSeal: Seal;
  vaultSeal: Seal;
  /** Who files and who answers for each organisation, and who decides. */
  people: {
    investigators: ReadonlyMap<string, Caller>;
    managers: ReadonlyMap<string, Caller>;
    analysts: readonly Caller[];
  };
}

const progress = z.object({
  /** Until when the demo program has a past. */
  until: z.iso.datetime(),
  done: z.boolean(),
});

/** How much the demo program is filled with. */
export interface DemoSize {
  /** Claims of the last weeks. */
  count: number;
  /** Whether one participant has filed for more than a year. */
  history: boolean;
}

/** One thing that happens, at its time. */
interface Happening {
  at: Date;
  run: () => Promise<void>;
}

/**
 * Fills the demo program with claims that are weeks old, through the functions that take in and move claims every day: each organisation's
 * audit chain has all of it, in the order of time. One that was broken off goes on where it was; one that is done is left as people work on it.
 * @param signal ends it after the thing that happens just then
 */
export async function fillDemo(
  tools: FillTools,
  { count, history }: DemoSize,
  signal: AbortSignal,
): Promise<void> {
  const path = join(tools.dataFolder, 'demo-claims.json');
  const before = await readProgress(path);
  if (before?.done || count === 0) return;
  const until = before ? new Date(before.until) : new Date();
  if (!before) await writePrivateFile(path, JSON.stringify({ until: until.toISOString(), done: false }));
  await giveDemoMandates({ ...tools, managers: tools.people.managers });
  await keepDemoApplications(tools.db, tools.people.analysts, until);
  const past = history ? [...planLastYear(until), ...planHistory(until)] : [];
  const claims = [...past.flatMap((packet) => packet.claims), ...planClaims(until).slice(0, count)];
  for (const [organisationId, investigator] of tools.people.investigators) {
    const ours = claims.filter((claim) => claim.organisationId === organisationId);
    const there = await statesOf(tools.db, investigator, ours);
    const device = makeDemoDevice();
    await enrol(tools, investigator, device, ours);
    const packets = past.filter(({ claims: [first] }) => first?.organisationId === organisationId);
    const steps = packets.flatMap((packet) =>
      packetSteps({ ...tools, staff: tools.people.analysts }, packet),
    );
    const all = [...happenings(tools, investigator, { claims: ours, there, device }), ...steps];
    for (const { run } of all.sort((one, other) => one.at.getTime() - other.at.getTime())) {
      if (signal.aborted) return;
      await run();
    }
    await setClocks(tools.owner, organisationId);
  }
  const [analyst] = tools.people.analysts;
  // So few claims as the demo program has are no hundred complaints.
  if (history && analyst) await setStandingSettings(tools.db, analyst, { ...STANDING_DEFAULTS, volume: 8 });
  await packDemo({ ...tools, staff: tools.people.analysts }, until, signal);
  if (signal.aborted) return;
  await keepDemoSellers(tools.db, tools.people, until);
  await keepDemoRaids(tools, until);
  if (signal.aborted) return;
  const buyer = tools.people.investigators.get(AURORA);
  if (buyer) await keepDemoTestBuys(tools, buyer, until);
  await fillDemoGroup(tools, tools.people, until);
  await publishDemoSignals(tools.owner, until);
  const { investigators, analysts } = tools.people;
  if (history) await publishDemo(tools.db, analysts, until);
  await visitDemoListings(tools.db, investigators.values(), until);
  await retainDemo(tools.db, investigators.keys(), analysts[0]);
  const manager = tools.people.managers.get(BOREALIS);
  if (manager) await giveDemoWebhook(tools, manager);
  await writePrivateFile(path, JSON.stringify({ until: until.toISOString(), done: true }));
}

/** How long claims have been in their states is counted from what happened, not from when this was written. */
async function setClocks(owner: pg.Pool, organisationId: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.organisation_id', $1, true)", [organisationId]);
    await client.query(
      `update app.claims claim set (state_since, changed_at) = (
         select max(event.at), max(event.at) from app.claim_events event
         where event.organisation_id = claim.organisation_id and event.claim_id = claim.claim_id)
       where organisation_id = $1`,
      [organisationId],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function readProgress(path: string): Promise<z.infer<typeof progress> | null> {
  try {
    return progress.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Missing or damaged: claims that are there are known by their ids.
    return null;
  }
}

/** How many moves each claim that is there has behind it. */
async function statesOf(
  db: Database,
  caller: Caller,
  claims: readonly PlannedClaim[],
): Promise<ReadonlyMap<string, number>> {
  if (claims.length === 0) return new Map();
  const rows = await db.inOrganisation(caller, (scope) =>
    scope
      .selectFrom('app.claim_events')
      .select((select) => ['claim_id', select.fn.max('sequence').as('last')])
      .where('organisation_id', '=', caller.organisationId)
      .where(
        'claim_id',
        'in',
        claims.map(({ claimId }) => claimId),
      )
      .groupBy('claim_id')
      .execute(),
  );
  // The first two are its arrival.
  return new Map(rows.map(({ claim_id, last }) => [claim_id, Number(last) - 2]));
}

async function enrol(
  { db, signingKey }: FillTools,
  caller: Caller,
  device: DemoDevice,
  claims: readonly PlannedClaim[],
): Promise<void> {
  const first = Math.min(Date.now(), ...claims.map(({ at }) => at.getTime()));
  await db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    await insertDevice(scope, ledger, signingKey, caller, device, new Date(first - 60_000));
  });
}

function happenings(
  tools: FillTools,
  investigator: Caller,
  {
    claims,
    there,
    device,
  }: { claims: readonly PlannedClaim[]; there: ReadonlyMap<string, number>; device: DemoDevice },
): Happening[] {
  const intake = openIntake({ db: tools.db, store: tools.store, key: tools.signingKey });
  const all = claims.flatMap((claim, nth): Happening[] => {
    const done = there.get(claim.claimId);
    const analyst = tools.people.analysts[nth % tools.people.analysts.length];
    if (!analyst) throw new Error('the demo program has no analyst');
    const arrival = { at: claim.at, run: () => handIn(tools, intake, investigator, { claim, device }) };
    const moves = claim.moves.slice(done ?? 0).map((move) => ({
      at: move.at,
      run: () => moveOne(tools, { investigator, analyst }, claim, move),
    }));
    return [...(done === undefined ? [arrival] : []), ...moves];
  });
  return all;
}

async function handIn(
  tools: FillTools,
  intake: ReturnType<typeof openIntake>,
  caller: Caller,
  { claim, device }: { claim: PlannedClaim; device: DemoDevice },
): Promise<void> {
  const capture = makeDemoCapture(device, claim.target, claim.picture);
  await keepDemoFiles(tools, caller, capture.files, new Date(claim.at.getTime() - 5_000));
  const submission: ClaimSubmission = {
    schema: 1,
    claimId: claim.claimId,
    rightId: claim.right.rightId,
    reason: claim.reason,
    explanation: claim.explanation,
    target: claim.target,
    evidence: [capture.item],
    declarations: { goodFaith: true, accurate: true, authorised: true },
    tool: { version: '0.1.0' },
  };
  const body = Buffer.from(JSON.stringify(submission));
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  await intake.submit({ caller, key: randomUUID(), claim: submission, body, bodySha256, at: claim.at });
}

async function moveOne(
  { db }: FillTools,
  { investigator, analyst }: { investigator: Caller; analyst: Caller },
  { claimId, organisationId }: PlannedClaim,
  { to, at, text }: PlannedClaim['moves'][number],
): Promise<void> {
  // Who answers a question brings the claim back into review.
  const own = OWN_MOVES.has(to);
  const { userId, userName: name } = own ? investigator : analyst;
  const identity = { organisationId, userId, ...(own ? {} : { as: 'staff' as const }) };
  await db.inOrganisation(identity, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const actor = {
      by: own ? 'participant' : 'staff',
      userId,
      name,
      role: own ? 'investigator' : 'analyst',
    } as const;
    const by = { organisationId, claimId, userId, name };
    const reason =
      (await counterMove(scope, { ...by, to, at, text: text ?? '' })) ??
      (await reasonOf(scope, by, { to, at, text }));
    await moveClaims(scope, ledger, actor, [{ claimId, to, reason }], at);
  });
}

/** What a participant does by itself; everything else is decided by staff. */
const OWN_MOVES: ReadonlySet<ClaimState> = new Set(['withdrawn', 'in_review', 'conceded', 'contested']);

/** What is answered. */
const ANSWER = 'The listing shows the product on the second picture; the price is below it.';

/** Why a claim is moved: what is asked and answered is kept as such, everything else as it was written. */
async function reasonOf(
  scope: Scope,
  by: { organisationId: string; claimId: string; userId: string; name: string },
  { to, at, text }: PlannedClaim['moves'][number],
): Promise<ClaimEventReason | null> {
  const claim = { organisation_id: by.organisationId, claim_id: by.claimId };
  if (to === 'needs_info') {
    const question = { cause: 'picture-unclear', wanted: ['capture', 'text'], text: text ?? '' } as const;
    const questionId = randomUUID();
    const { last } = await scope
      .selectFrom('app.claim_events')
      .select((each) => each.fn.max('sequence').as('last'))
      .where('organisation_id', '=', by.organisationId)
      .where('claim_id', '=', by.claimId)
      .executeTakeFirstOrThrow();
    await scope
      .insertInto('app.claim_questions')
      .values({
        ...{ ...claim, question_id: questionId, sequence: Number(last) + 1, asked_at: at },
        ...{ asked_by: by.userId, asked_by_name: by.name, ...question, wanted: [...question.wanted] },
      })
      .execute();
    return { code: 'asked', params: { questionId, ...question, wanted: [...question.wanted] } };
  }
  if (to === 'in_review') {
    const { question_id: questionId } = await scope
      .selectFrom('app.claim_questions')
      .select('question_id')
      .where('organisation_id', '=', by.organisationId)
      .where('claim_id', '=', by.claimId)
      .executeTakeFirstOrThrow();
    const body = Buffer.from(JSON.stringify({ questionId, text: ANSWER, files: [], evidence: [] }));
    await scope
      .insertInto('app.claim_answers')
      .values({
        ...{ ...claim, question_id: questionId, answered_at: at, answered_by: by.userId },
        ...{ answered_by_name: by.name, text: ANSWER, files: '[]', evidence: '[]', body },
        body_sha256: createHash('sha256').update(body).digest('hex'),
      })
      .execute();
    return { code: 'answered', params: { questionId, text: ANSWER, files: 0, captures: 0 } };
  }
  return text === null ? null : { code: 'written', params: { text } };
}
