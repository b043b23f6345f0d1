import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Compilable, Insertable, QueryResult, Selectable } from 'kysely';
import type { Scope } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Tables } from '../db/tables.ts';
import { type ColumnTypes, insertRows, statement, writeTogether } from '../db/together.ts';

/** Who did what to which thing; never a page's text or address, nor a token. */
export interface AuditRecord {
  action:
    | 'blob.stored'
    | 'blob.damaged'
    | 'blob.restored'
    | 'blob.read'
    | 'claim.submitted'
    | 'claim.moved'
    | 'claim.read'
    | 'thread.written'
    | 'thread.read'
    | 'translation.asked'
    | 'translation.done'
    | 'claim.answered'
    | 'claim.assigned'
    | 'claim.prioritised'
    | 'claim.linked'
    | 'review.settings-changed'
    | 'trouble.settings-changed'
    | 'claims.listed'
    | 'claim.exported'
    | 'claim.export-broken-off'
    | 'capture.page-released'
    | 'capture.sequence-reused'
    | 'capture.time-stamped'
    | 'package.exported'
    | 'package.refused'
    | 'package.broken-off'
    | 'sign-in.done'
    | 'sign-in.failed'
    | 'sign-in.passkey-added'
    | 'sign-in.passkey-removed'
    | 'sign-in.provider-linked'
    | 'sign-in.provider-unlinked'
    | 'device.enrolled'
    | 'group.voted'
    | 'group.written'
    | 'right.registered'
    | 'right.edited'
    | 'right.retired'
    | 'right.verified'
    | 'right.refused'
    | 'right.file-added'
    | 'right.file-removed'
    | 'right.file-read'
    | 'right.registration-noted'
    | 'rights.imported'
    | 'packet.built'
    | 'packet.read'
    | 'packet.released'
    | 'packet.sent'
    | 'packet.cancelled'
    | 'packet.split'
    | 'packet.withdrawn'
    | 'packet.sent-again'
    | 'packet.file-read'
    | 'owned.exported'
    | 'owned.export-broken-off'
    | 'seller.kept'
    | 'seller.taken-back'
    | 'seller.read'
    | 'sellers.listed'
    | 'raid.opened'
    | 'raid.saved'
    | 'raid.read'
    | 'raid.handover-noted'
    | 'raid.handover-confirmed'
    | 'raid.handover-withdrawn'
    | 'raid.package-prepared'
    | 'raid.package-released'
    | 'raid.package-declined'
    | 'raid.outcome-noted'
    | 'raid.file-read'
    | 'test-buy.opened'
    | 'test-buy.saved'
    | 'test-buy.read'
    | 'test-buy.stage-noted'
    | 'test-buy.stage-undone'
    | 'test-buy.examined'
    | 'test-buy.consented'
    | 'test-buy.vault-saved'
    | 'test-buy.vault-read'
    | 'test-buy.file-read'
    | 'test-buy.report-made'
    | 'test-buy.filled-in'
    | 'counter.entered'
    | 'counter.replied'
    | 'counter.forwarded'
    | 'counter.proven'
    | 'counter.decided'
    | 'counter.file-read'
    | 'answer.given'
    | 'answer.taken-back'
    | 'counter.given'
    | 'answer.applied'
    | 'answers.kept'
    | 'answers.undone'
    | 'mandate.given'
    | 'mandate.proposed'
    | 'mandate.entered'
    | 'mandate.confirmed'
    | 'mandate.refused'
    | 'mandate.revoked'
    | 'mandate.document-read'
    | 'rights.exported'
    | 'organisation.registered'
    | 'organisation.speaks-for'
    | 'organisation.contact'
    | 'session.ended'
    /** A token of a sign-in that had been replaced came again, and the sign-in was ended. */
    | 'session.reused'
    /** A token of a sign-in came without the key of its device. */
    | 'session.proof-refused'
    | 'password.changed'
    | 'password.reset'
    | 'api-token.made'
    | 'api-token.revoked'
    | 'calendar.made'
    | 'calendar.ended'
    | 'webhook.made'
    | 'webhook.changed'
    | 'webhook.secret-changed'
    | 'webhook.ended'
    /** Nothing arrived there for days. */
    | 'webhook.disabled'
    | 'person.invited'
    | 'invitation.revoked'
    | 'invitation.accepted'
    | 'person.roles-changed'
    | 'person.ended'
    | 'procedure.changed'
    | 'application.begun'
    | 'application.link-sent'
    | 'application.saved'
    | 'application.file-added'
    | 'application.file-removed'
    | 'application.file-read'
    | 'application.moved'
    | 'application.noted'
    | 'application.read'
    | 'application.deleted'
    | 'retention.settings-changed'
    | 'retention.proposed'
    | 'retention.approved'
    | 'retention.refused'
    | 'standing.settings-changed'
    /** What was counted went out as a file. */
    | 'figures.exported'
    | 'publication.prepared'
    | 'publication.released'
    | 'publication.declined'
    | 'publication.withdrawn'
    | 'publication.downloaded'
    | 'penalty.asked'
    | 'penalty.noted'
    | 'graduation.asked'
    | 'graduation.seconded'
    | 'graduation.left'
    | 'graduation.refused'
    | 'graduation.taken-back'
    | 'graduation.undone'
    | 'graduation.returned'
    | 'leaving-export.asked'
    | 'leaving-export.cancelled'
    | 'leaving-export.packed'
    | 'leaving-export.failed'
    | 'leaving-export.downloaded'
    | 'hold.placed'
    | 'hold.released'
    /** What is left of a claim, a packet or a file that two people had deleted. */
    | 'claim.deleted'
    | 'packet.deleted'
    | 'blob.deleted'
    | 'marketplace.reading-switched-off'
    | 'marketplace.reading-switched-on';
  at: Date;
  actorUserId: string | null;
  entity: string;
  /** Facts to keep with it: identifiers, hashes, states, counts. */
  detail: Record<string, string | number | null>;
}

/** The organisation's ledgers, locked for the rest of the transaction. */
export interface Ledger {
  organisationId: string;
  changeSequence: number;
  auditSequence: number;
  auditHash: Buffer;
  /** What has its place in the ledgers and is not written yet. */
  unwritten: { changes: ChangeRow[]; entries: EntryRow[] };
}

type ChangeRow = Insertable<Tables['app.changes']>;
type EntryRow = Omit<Insertable<Tables['app.audit']>, 'entity'>;

type HeadRow = Pick<
  Selectable<Tables['app.ledger_heads']>,
  'change_sequence' | 'audit_sequence' | 'audit_hash'
>;
const LOCK =
  'select change_sequence, audit_sequence, audit_hash from app.ledger_heads where organisation_id = $1 for update';

const CHANGE_COLUMNS: ColumnTypes<ChangeRow> = {
  organisation_id: 'uuid',
  sequence: 'bigint',
  kind: 'text',
  entity_id: 'uuid',
  at: 'timestamptz',
  detail: 'json',
};
const ENTRY_COLUMNS: ColumnTypes<EntryRow> = {
  organisation_id: 'uuid',
  sequence: 'bigint',
  entry: 'json',
  previous_hash: 'bytea',
  hash: 'bytea',
};

/**
 * Locks the organisation's ledgers until the transaction ends. First step of every write: one organisation's writes follow one
 * another, so its sequences have no gaps, its audit chain no forks, and a check made after this holds until the commit.
 */
export async function openLedger(scope: Scope, organisationId: string): Promise<Ledger> {
  return openedLedger(organisationId, await scope.executeQuery(ledgerLock(organisationId).compile()));
}

/** The statement that locks an organisation's ledgers, to go out with others; `openedLedger` reads its result. */
export function ledgerLock(organisationId: string): Compilable<HeadRow> {
  return statement(prepared(LOCK), [organisationId]);
}

/** Ledgers that `ledgerLock` has locked. */
export function openedLedger(organisationId: string, { rows: [head] }: QueryResult<HeadRow>): Ledger {
  if (!head) throw new Error('an organisation has no ledger');
  return {
    organisationId,
    changeSequence: head.change_sequence,
    auditSequence: head.audit_sequence,
    auditHash: head.audit_hash,
    unwritten: { changes: [], entries: [] },
  };
}

/** Adds one entry to the audit chain, in the transaction of what it records: without the entry, the thing does not happen. */
export async function appendAudit(scope: Scope, ledger: Ledger, record: AuditRecord): Promise<void> {
  recordAudit(ledger, record);
  await writeLedger(scope, ledger);
}

/** Gives an entry its place in the audit chain. `writeLedger` must follow in the same transaction. */
export function recordAudit(ledger: Ledger, record: AuditRecord): void {
  const sequence = ledger.auditSequence + 1;
  const entry = {
    organisationId: ledger.organisationId,
    sequence,
    at: record.at.toISOString(),
    action: record.action,
    actorUserId: record.actorUserId,
    entity: record.entity,
    detail: record.detail,
  };
  const hash = auditHash(ledger.auditHash, entry);
  ledger.unwritten.entries.push({
    organisation_id: ledger.organisationId,
    sequence,
    entry: JSON.stringify(entry),
    previous_hash: ledger.auditHash,
    hash,
  });
  ledger.auditSequence = sequence;
  ledger.auditHash = hash;
}

/** Writes what was recorded in the ledgers, and their new heads. */
export async function writeLedger(scope: Scope, ledger: Ledger): Promise<void> {
  await writeTogether(scope, ledgerWrites(scope, ledger));
}

/** The writes of `writeLedger`, to go together with others. */
export function ledgerWrites(scope: Scope, ledger: Ledger): Compilable[] {
  const { changes, entries } = ledger.unwritten;
  ledger.unwritten = { changes: [], entries: [] };
  return [
    insertRows('app.changes', CHANGE_COLUMNS, changes),
    insertRows('app.audit', ENTRY_COLUMNS, entries),
    scope
      .updateTable('app.ledger_heads')
      .set({
        change_sequence: ledger.changeSequence,
        audit_sequence: ledger.auditSequence,
        audit_hash: ledger.auditHash,
      })
      .where('organisation_id', '=', ledger.organisationId),
  ];
}

/** SHA-256 of the previous entry's hash followed by this entry in canonical JSON (RFC 8785). The first follows nothing. */
export function auditHash(previous: Buffer, entry: object): Buffer {
  const text = canonicalize(entry);
  if (text === undefined) throw new Error('an audit entry must be an object');
  return createHash('sha256').update(previous).update(text).digest();
}
