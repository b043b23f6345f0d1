import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  ADDED_FILE_LIMIT,
  type ApplicationData,
  type ApplicationDecision,
  type ApplicationDetail,
  type ApplicationFile,
  entriesOf,
  FIRST_ROLE,
  MARKETPLACE_IDS,
  type MandateTerms,
  newRightOf,
  POWERS,
  type Role,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import { appendAudit, openLedger } from '../audit/service.ts';
import { staffDetail } from '../audit/staff-detail.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import { auditedTerms, insertMandate } from '../mandates/give.ts';
import type { Caller } from '../organisations/service.ts';
import { writeInvitation } from '../people/invitations.ts';
import { writeOrganisation } from '../people/organisations.ts';
import { HttpProblem } from '../problems.ts';
import { findTwins as findSameRights } from '../rights/duplicates.ts';
import { type Actor, appendRightEvent } from '../rights/events.ts';
import { registerRight } from '../rights/register.ts';
import { readmit } from '../standing/graduations.ts';
import { documentBytes, documentsOf } from './documents.ts';
import { holdReentry } from './returns.ts';
import {
  asStaffAtHome,
  concludeDecision,
  type DecideTools,
  type Deciding,
  lockForDecision,
  readApplication,
} from './review.ts';
import { dataOf } from './write.ts';

type Accepting = Extract<ApplicationDecision, { decision: 'accept' }>;
type Tools = DecideTools & { store: BlobStore };

/** An organisation that the application comes to, new or there already. */
interface Party {
  organisationId: string;
  name: string;
}

/**
 * Accepts an application: its organisation, those of the holders it names, their rights to be verified with their certificates, mandates to be
 * confirmed, and the invitations of its people, in one transaction, by what the applicant wrote. Nothing is typed again.
 * @throws HttpProblem `application-unknown`, `application-changed`, `application-appeal-own`, `organisation-unknown`, and where it may be of an organisation that left those of `holdReentry`
 */
export async function acceptApplication(
  tools: Tools,
  caller: Caller,
  applicationId: string,
  decision: Accepting,
): Promise<ApplicationDetail> {
  const placed: [organisationId: string, sha256: string][] = [];
  try {
    await tools.db.inOrganisation(asStaffAtHome(caller), async (scope) => {
      const deciding = await lockForDecision(scope, caller, applicationId, decision);
      await holdReentry(scope, deciding.row, decision, deciding.at);
      // By this the database lets staff who do not lead the program register what the application names, and nothing else.
      await sql`select set_config('app.accepting', ${applicationId}, true)`.execute(scope);
      const organisationId = await takeIn(tools, caller, deciding, decision, placed);
      await enter(scope, caller, caller.organisationId);
      // Papers of mandates have entries in the program's own chain by now.
      const ledger = await openLedger(scope, caller.organisationId);
      await concludeDecision(tools, caller, { ...deciding, ledger }, { decision, organisationId });
    });
  } catch (error) {
    // What was undone in the database leaves no bytes behind: of organisations that are not there, nobody has them.
    for (const [organisationId, sha256] of placed) await tools.store.remove(organisationId, sha256);
    throw error;
  }
  return readApplication(tools.db, caller, applicationId);
}

/** Makes the transaction one that writes in another organisation, as the program's staff do: one at a time. */
async function enter(scope: Scope, { userId }: Caller, organisationId: string): Promise<void> {
  await sql`select app.enter_as_staff(${userId}::uuid, ${organisationId}::uuid)`.execute(scope);
}

async function takeIn(
  tools: Tools,
  caller: Caller,
  deciding: Deciding,
  { holders: existing, returns }: Accepting,
  placed: [string, string][],
): Promise<string> {
  const { scope, row } = deciding;
  const data = dataOf(row);
  const files = await documentsOf(scope, row.application_id);
  const own = { organisationId: returns ?? randomUUID(), name: data.organisation.name };
  if (returns === undefined) {
    await register(caller, scope, own, row.kind);
    await invitePeople(tools, caller, deciding, own, data);
  } else {
    // Its people are there as they were. Nobody is invited to what they filed by what a stranger may have written.
    await enter(scope, caller, returns);
    await readmit(scope, caller, returns);
  }
  if (row.kind === 'rights_holder') {
    await takeRights(tools, caller, deciding, { holder: null, party: own, data, files, placed });
    return own.organisationId;
  }
  for (const { id, values } of data.holders) {
    const known = existing.find(({ holder }) => holder === id);
    const party = known
      ? await holderThere(scope, known.organisationId)
      : { organisationId: randomUUID(), name: values.name };
    if (known) await enter(scope, caller, party.organisationId);
    else {
      await register(caller, scope, party, 'rights_holder');
      if (values.email !== '') await invite(tools, caller, deciding, party, values.email, 'manager');
    }
    const rightIds = await takeRights(tools, caller, deciding, { holder: id, party, data, files, placed });
    const paper = files.find(({ kind, about }) => kind === 'mandate' && about === id);
    if (paper)
      await enterMandate(tools, caller, deciding, { values, rightIds, paper, holder: party, own, placed });
  }
  return own.organisationId;
}

/** @throws HttpProblem `organisation-unknown` */
async function holderThere(scope: Scope, organisationId: string): Promise<Party> {
  const found = await scope
    .selectFrom('app.organisations')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'rights_holder')
    .executeTakeFirst();
  if (!found) throw new HttpProblem('organisation-unknown');
  return { organisationId, name: found.name };
}

async function register(
  caller: Caller,
  scope: Scope,
  party: Party,
  kind: 'rights_holder' | 'representative',
): Promise<void> {
  await enter(scope, caller, party.organisationId);
  await writeOrganisation(scope, caller, { ...party, kind });
}

async function invitePeople(
  tools: Tools,
  caller: Caller,
  deciding: Deciding,
  party: Party,
  { contact }: ApplicationData,
): Promise<void> {
  const { email } = deciding.row;
  const wanted = new Map<string, Role>([[email, FIRST_ROLE[deciding.row.kind]]]);
  for (const [addresses, role] of [
    [contact.managers, 'manager'],
    [contact.investigators, 'investigator'],
  ] as const) {
    for (const address of entriesOf(addresses)) {
      const plain = address.toLowerCase();
      if (!wanted.has(plain)) wanted.set(plain, role);
    }
  }
  for (const [address, role] of wanted) await invite(tools, caller, deciding, party, address, role);
}

async function invite(
  tools: Tools,
  caller: Caller,
  { scope, row }: Deciding,
  party: Party,
  address: string,
  role: Role,
): Promise<void> {
  const ledger = await openLedger(scope, party.organisationId);
  const inviter = { userId: caller.userId, name: caller.userName };
  const order = { email: address.toLowerCase(), roles: [role], language: row.language };
  await writeInvitation(scope, ledger, tools, party, inviter, order);
}

interface RightsToTake {
  /** Whose rights of the application; null for the applicant's own. */
  holder: string | null;
  party: Party;
  data: ApplicationData;
  files: readonly ApplicationFile[];
  placed: [string, string][];
}

/**
 * Registers the rights of one holder, to be verified, with their certificates. One that the holder has already stays as it is.
 * @returns the rights that were meant, as the holder has them
 */
async function takeRights(
  tools: Tools,
  caller: Caller,
  deciding: Deciding,
  { holder, party, data, files, placed }: RightsToTake,
): Promise<string[]> {
  const { scope } = deciding;
  const { organisationId } = party;
  const actor: Actor = { userId: caller.userId, name: caller.userName, role: caller.roles[0] ?? 'analyst' };
  const rights = data.rights
    .filter((right) => right.holder === holder)
    .map(({ id, values }) => newRightOf(id, values));
  const there = await findSameRights(scope, organisationId, rights);
  for (const [index, right] of rights.entries()) {
    if (there[index]?.twin) continue;
    await registerRight(scope, { organisationId, actor }, right);
    for (const file of files) {
      if (file.kind !== 'certificate' || file.about !== right.rightId) continue;
      await place(tools, caller, deciding, organisationId, file, placed);
      const at = new Date();
      await scope
        .insertInto('app.right_files')
        .values({
          ...{ organisation_id: organisationId, right_id: right.rightId, sha256: file.sha256 },
          ...{ kind: 'certificate', name: file.name, nice_class: null, added_at: at, added_by: null },
          removed_at: null,
        })
        .onConflict((known) => known.doNothing())
        .execute();
      await appendRightEvent(
        scope,
        { organisationId, rightId: right.rightId },
        { kind: 'file-added', at, actor, text: file.name, status: 'unverified' },
      );
    }
  }
  return rights.map(({ rightId }, index) => there[index]?.twin?.rightId ?? rightId);
}

/** Has the bytes of a document under an organisation of the program. */
async function place(
  { store }: Tools,
  caller: Caller,
  { scope, row }: Deciding,
  organisationId: string,
  { fileId, sha256, bytes, type }: ApplicationFile,
  placed: [string, string][],
): Promise<void> {
  const there = await scope
    .selectFrom('app.blobs')
    .select('sha256')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (there) return;
  const found = await documentBytes(scope, row.application_id, fileId);
  if (!found) throw new HttpProblem('application-changed');
  await store.put(organisationId, sha256, Readable.from([found.content]), ADDED_FILE_LIMIT);
  placed.push([organisationId, sha256]);
  const at = new Date();
  const ledger = await openLedger(scope, organisationId);
  await scope
    .insertInto('app.blobs')
    .values({
      ...{ organisation_id: organisationId, sha256, bytes, type },
      ...{ stored_by: caller.userId, stored_at: at, checked_at: at },
    })
    .execute();
  await appendAudit(scope, ledger, {
    ...{ action: 'blob.stored', at, actorUserId: caller.userId, entity: sha256 },
    detail: { bytes, type, ...staffDetail({ ...caller, as: 'staff' }) },
  });
}

interface MandateToEnter {
  values: ApplicationData['holders'][number]['values'];
  /** What the applicant named; the mandate covers no more. */
  rightIds: string[];
  paper: ApplicationFile;
  holder: Party;
  own: Party;
  placed: [string, string][];
}

/** Enters a mandate as it came with the application: it waits for its holder, or a second one of the staff, as every mandate on paper does. */
async function enterMandate(
  tools: Tools,
  caller: Caller,
  deciding: Deciding,
  { values, rightIds, paper, holder, own, placed }: MandateToEnter,
): Promise<void> {
  const { scope } = deciding;
  // Papers that came on paper are the program's own to keep.
  await enter(scope, caller, caller.organisationId);
  await place(tools, caller, deciding, caller.organisationId, paper, placed);
  await enter(scope, caller, holder.organisationId);
  const powers = entriesOf(values.powers);
  const platforms = entriesOf(values.platforms);
  const marketplaces = MARKETPLACE_IDS.filter((id) => platforms.includes(id));
  const terms: MandateTerms = {
    rightIds,
    marketplaces: marketplaces.length === MARKETPLACE_IDS.length ? null : marketplaces,
    powers: POWERS.filter((power) => powers.includes(power)),
    ...{ validFrom: values.validFrom, validTo: values.validTo, document: paper.sha256 },
    authority: values.authority === 'sealed' ? 'sealed' : 'signed',
    ...{ signedName: values.signedName, signedTitle: values.signedTitle },
  };
  const given = { ...terms, mandateId: randomUUID() };
  const sides = { holder, representative: own };
  const { sha256, type, bytes } = paper;
  const papers = [{ storeOf: caller.organisationId, sha256, type, bytes }] as const;
  const at = new Date();
  const ledger = await openLedger(scope, holder.organisationId);
  await insertMandate(scope, { caller, given, sides, at, papers, how: 'entered' });
  await appendAudit(scope, ledger, {
    ...{ action: 'mandate.entered', at, actorUserId: caller.userId, entity: given.mandateId },
    detail: { ...auditedTerms(given, sides, papers), ...staffDetail({ ...caller, as: 'staff' }) },
  });
}
