import {
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
import { cleanPaper, type Paper } from './papers.ts';

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
type FileFault = Exclude<(typeof LEFT_OUT_CAUSES)[number], 'moved-on'>;

/** Files of a claim that go, ready under the packet's own folder. */
export interface ReadyFiles {
  papers: Map<string, Paper>;
}

/**
 * Puts a claim's files that may go under the packet's own folder of the store: its painted pictures, which are the same bytes, and clean
 * copies of the added files that may go. Every one is compared with its hash on the way.
 * @param folder the packet's id
 */
export async function readyFiles(
  store: BlobStore,
  organisationId: string,
  folder: string,
  { claim, evidence }: ReadClaim,
): Promise<ReadyFiles | FileFault> {
  for (const { sha256, bytes } of evidence.flatMap(({ masked }) => disclosedCopies(masked))) {
    const condition = await store.share(organisationId, folder, { sha256, bytes });
    if (condition !== 'whole') return condition === 'missing' ? 'file-missing' : 'file-damaged';
  }
  const papers = new Map<string, Paper>();
  for (const file of goingPapers(claim)) {
    if (papers.has(file.sha256)) continue;
    const original = await store.read(organisationId, file.sha256);
    if (!original) {
      const condition = await store.verify(organisationId, file.sha256);
      return condition === 'missing' ? 'file-missing' : 'file-damaged';
    }
    const paper = await cleanPaper(file, original);
    if (!paper) continue;
    await store.keep(folder, paper.sha256, paper.content);
    papers.set(file.sha256, paper);
  }
  return { papers };
}

/** Files that people added and that may go, by the classes of their fields and the consents on this very claim. */
export function goingPapers(claim: ClaimSubmission) {
  const may = new Set(addedFilesOf(disclosedClaim(claim) as ClaimSubmission).map(({ file }) => file.sha256));
  return addedFilesOf(claim).flatMap(({ file }) => (may.has(file.sha256) ? [file] : []));
}
