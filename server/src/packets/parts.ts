import {
  type AddedFileType,
  addedFilesOf,
  type ClaimSubmission,
  claimSubmission,
  type EvidenceItem,
  type LEFT_OUT_CAUSES,
} from '@marketsafe/contract';
import { disclosedClaim, disclosedCopies } from '@marketsafe/evidence';
import { sql } from 'kysely';
import type { BlobStore } from '../blobs/store.ts';
import type { Scope } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Owner } from '../drawing/fair-queue.ts';
import type { FileToOpen, Opened } from '../drawing/messages.ts';

/** A claim as it is read for a packet. */
export interface ReadClaim {
  claimId: string;
  number: string;
  claim: ClaimSubmission;
  evidence: EvidenceItem[];
}

/** Reads claims as they were handed in, with the captures that answered questions. Those that are not there are left out. */
export async function readClaims(
  scope: Scope,
  organisationId: string,
  claimIds: readonly string[],
): Promise<Map<string, ReadClaim>> {
  const rows = await scope
    .selectFrom('app.claims as claim')
    .select(['claim.claim_id', 'claim.number', 'claim.body'])
    .select(
      sql<
        EvidenceItem[][] | null
      >`(select json_agg(answer.evidence order by answer.answered_at, answer.question_id)
        from app.claim_answers answer
        where answer.organisation_id = claim.organisation_id and answer.claim_id = claim.claim_id)`.as(
        'answered',
      ),
    )
    .where('claim.organisation_id', '=', organisationId)
    .where(sql<boolean>`claim.claim_id = any(${[...claimIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ claim_id, number, body, answered }) => {
      const claim = claimSubmission.parse(JSON.parse(body.toString('utf8')));
      const evidence = [...claim.evidence, ...(answered ?? []).flat()];
      return [claim_id, { claimId: claim_id, number, claim, evidence }];
    }),
  );
}

/** Why a file keeps a claim out of a packet. */
export type FileFault = Exclude<(typeof LEFT_OUT_CAUSES)[number], 'moved-on'>;

/** A copy of an added file that may go out. */
export type Paper = Pick<Extract<Opened, { outcome: 'copied' }>, 'sha256' | 'bytes' | 'type'>;

/** Clean copies of a claim's added files, by the hash of what was handed in. A document of which there can be none stays, and has none here. */
export type Papers = Map<string, Paper>;

/**
 * Puts files of claims that may go under the packet's own folder of the store: their painted pictures, which are the same bytes, and clean copies of
 * the added files that may go. Each picture is opened, in a process of its own, and each file compared with its hash on the way.
 * @param folder where the packet's own files are
 * @returns for each claim its papers, or what keeps it out
 */
export async function readyFiles(
  { store, drawing }: { store: BlobStore; drawing: Drawing },
  owner: Owner,
  { organisationId, folder }: { organisationId: string; folder: string },
  claims: readonly ReadClaim[],
): Promise<Map<string, Papers | FileFault>> {
  const faults = new Map<string, FileFault>();
  const wanted: { claimId: string; file: FileToOpen }[] = [];
  for (const { claimId, claim, evidence } of claims) {
    const pictures = evidence.flatMap(({ masked }) => disclosedCopies(masked));
    const papers = goingPapers(claim);
    const conditions = [
      ...(await inTurn(pictures, (picture) => store.share(organisationId, folder, picture))),
      ...(await inTurn(papers, (paper) => store.condition(organisationId, paper))),
    ];
    const broken = conditions.find((condition) => condition !== 'whole');
    if (broken !== undefined) {
      faults.set(claimId, broken === 'missing' ? 'file-missing' : 'file-damaged');
      continue;
    }
    for (const { sha256, type } of pictures) {
      wanted.push({ claimId, file: { folder, sha256, type: type as AddedFileType, copyTo: null } });
    }
    for (const { sha256, type } of papers) {
      wanted.push({ claimId, file: { folder: organisationId, sha256, type, copyTo: folder } });
    }
  }
  const opened = await drawing.open(
    owner,
    wanted.map(({ file }) => file),
  );
  const ready = new Map<string, Papers>(claims.map(({ claimId }) => [claimId, new Map()]));
  for (const [index, { claimId, file }] of wanted.entries()) {
    const became = opened[index];
    if (became?.outcome === 'copied') {
      const { sha256, bytes, type } = became;
      ready.get(claimId)?.set(file.sha256, { sha256, bytes, type });
    } else if (became?.outcome !== 'whole' && file.type !== 'application/pdf') {
      faults.set(claimId, 'file-unreadable');
    }
  }
  return new Map(
    claims.map(({ claimId }) => [claimId, faults.get(claimId) ?? ready.get(claimId) ?? new Map()]),
  );
}

async function inTurn<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const done: Result[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}

/** Files that people added and that may go, by the classes of their fields and the consents on this very claim. */
export function goingPapers(claim: ClaimSubmission) {
  const may = new Set(addedFilesOf(disclosedClaim(claim) as ClaimSubmission).map(({ file }) => file.sha256));
  return addedFilesOf(claim).flatMap(({ file }) => (may.has(file.sha256) ? [file] : []));
}
