import { ADDED_FILE_TYPES, type AddedFileType, type MandateDetail } from '@marketsafe/contract';
import { findBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { MandateRow } from './state.ts';

/** A paper, in the store of whoever handed it in. */
interface Paper {
  storeOf: string;
  sha256: string;
  type: AddedFileType;
  bytes: number;
}

/** Papers of a mandate that is given: all that were handed in by the caller's organisation, the first being the mandate itself. */
export type Papers = readonly [first: Paper, ...further: Paper[]];

/**
 * The papers of a mandate that is given, each once.
 * @throws HttpProblem `file-unknown` or `file-type-unknown`
 */
export async function handedIn(
  { db, store }: { db: Database; store: BlobStore },
  caller: Caller,
  { document, furtherPapers = [] }: { document: string; furtherPapers?: readonly string[] | undefined },
): Promise<Papers> {
  const first = await paperOf(document);
  const further: Paper[] = [];
  for (const sha256 of new Set(furtherPapers)) {
    if (sha256 !== document) further.push(await paperOf(sha256));
  }
  return [first, ...further];

  async function paperOf(sha256: string): Promise<Paper> {
    const blob = await findBlob(db, store, caller, sha256);
    if (!blob) throw new HttpProblem('file-unknown');
    const type = ADDED_FILE_TYPES.find((known) => known === blob.type);
    if (!type) throw new HttpProblem('file-type-unknown', { status: 415 });
    return { storeOf: caller.organisationId, sha256, type, bytes: blob.bytes };
  }
}

/** Keeps what belongs to a mandate beside its first paper. */
export async function keepFurther(
  scope: Scope,
  { organisationId, mandateId }: { organisationId: string; mandateId: string },
  [, ...further]: Papers,
): Promise<void> {
  if (further.length === 0) return;
  await scope
    .insertInto('app.mandate_papers')
    .values(
      further.map(({ storeOf, ...paper }, index) => ({
        ...{ organisation_id: organisationId, mandate_id: mandateId, position: index + 1 },
        ...{ store_of: storeOf, ...paper },
      })),
    )
    .execute();
}

/** All papers of a mandate that the transaction sees, the mandate itself first. */
export async function papersOf(scope: Scope, row: MandateRow): Promise<Papers> {
  const further = await scope
    .selectFrom('app.mandate_papers')
    .select(['store_of as storeOf', 'sha256', 'type', 'bytes'])
    .where('organisation_id', '=', row.organisation_id)
    .where('mandate_id', '=', row.mandate_id)
    .orderBy('position')
    .execute();
  const first = {
    ...{ storeOf: row.document_of, sha256: row.document_sha256 },
    ...{ type: row.document_type, bytes: Number(row.document_bytes) },
  };
  return [first, ...further.map((paper) => ({ ...paper, bytes: Number(paper.bytes) }))];
}

/** Papers as the wire has them. */
export function shownPapers(papers: Papers): MandateDetail['papers'] {
  return papers.map(({ sha256, type, bytes }) => ({ sha256, type, bytes }));
}
