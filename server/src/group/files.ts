import type { AddedFile } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { BlobStore } from '../blobs/store.ts';
import { sellersFiles } from '../counter-notices/files.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';

/**
 * Files that somebody adds to what they write, as they lie in their organisation's store: there whole, and what they are said to be by their
 * first bytes. Their length is the store's.
 * @throws HttpProblem `claim-files-missing` or `file-type-unknown`
 */
export async function filesToWrite(
  tools: { db: Database; store: BlobStore },
  caller: Caller,
  files: readonly AddedFile[],
): Promise<AddedFile[]> {
  const kept = await sellersFiles(tools, caller, files);
  return kept.map(({ name, sha256, bytes, type }) => ({ name, sha256, bytes, type }));
}

/**
 * A file of a topic, and in whose store it lies. What was taken back has none any more.
 * @throws HttpProblem `file-unknown`
 */
export async function groupFile(
  scope: Scope,
  topicId: string,
  sha256: string,
): Promise<{ organisationId: string; file: AddedFile }> {
  const { rows } = await sql<{ organisation_id: string; file: AddedFile }>`
    select entry.organisation_id, file.value as file from working_group.entries as entry
    cross join jsonb_array_elements(entry.said -> 'files') as file
    where entry.topic_id = ${topicId} and entry.said ? 'files' and file.value ->> 'sha256' = ${sha256}
      and not exists (select from working_group.entries as gone
        where gone.topic_id = entry.topic_id and gone.kind = 'taken-back' and gone.said ->> 'of' = entry.entry_id::text)
    limit 1`.execute(scope);
  const [found] = rows;
  if (!found) throw new HttpProblem('file-unknown');
  return { organisationId: found.organisation_id, file: found.file };
}
