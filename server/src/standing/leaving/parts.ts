import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { OWNED_KINDS } from '@marketsafe/contract';
import {
  csvStream,
  LEAVING_AUDIT,
  LEAVING_EVENTS,
  LEAVING_INDEX,
  LEAVING_STANDING,
  leavingPackage,
  leavingTable,
  PackageProblem,
  type Part,
} from '@marketsafe/evidence';
import type { Accounts } from '../../auth/accounts.ts';
import type { Caller } from '../../organisations/service.ts';
import { OWNED_TABLES } from '../../owned/export.ts';
import { type PackagingTools, prepareOf } from '../../packages/service.ts';
import { HttpProblem } from '../../problems.ts';
import { readStanding } from '../read.ts';

/** What packing works with. */
export interface LeavingTools extends PackagingTools {
  accounts: Accounts;
  /** Folder for files that are being written. */
  scratch: string;
}

/** Claims in one package: what one damaged file takes along is tried again one by one. */
const TOGETHER = 20;
/** Rows that are read at once. */
const PAGE = 500;

/** A claim, and the package that has its evidence; null where a file of it is damaged or missing. */
interface Indexed {
  claimId: string;
  number: string;
  package: string | null;
}

/** How far packing is: is told after each package, and says whether to go on. */
export type OnPacked = (done: number, leftOut: number) => Promise<void>;

/**
 * Everything that an organisation filed, one file after another: each is written to the scratch folder, handed on, and removed, so that neither memory
 * nor disk holds more than one.
 */
export async function* leavingParts(
  tools: LeavingTools,
  caller: Caller,
  onPacked: OnPacked,
): AsyncGenerator<Part> {
  const index: Indexed[] = [];
  let packages = 0;
  let leftOut = 0;
  for await (const claims of claimsOf(tools, caller)) {
    for (const some of await packable(tools, caller, claims)) {
      if (some.prepared === null) {
        leftOut += some.claims.length;
        for (const claim of some.claims) index.push({ ...claim, package: null });
        continue;
      }
      packages += 1;
      const name = leavingPackage(packages);
      const { prepared } = some;
      yield* spooled(tools, name, (sink) => prepared.write(sink).then(() => undefined));
      for (const claim of some.claims) index.push({ ...claim, package: name });
    }
    await onPacked(index.length, leftOut);
  }
  for (const kind of OWNED_KINDS) {
    const { bytes } = csvStream(
      OWNED_TABLES[kind].source(tools, caller, caller.language?.choice === 'zh-CN' ? 'zh-CN' : 'en'),
    );
    yield* spooled(tools, leavingTable(kind), (sink) => bytes.pipeTo(sink));
  }
  yield* spooled(tools, LEAVING_EVENTS, (sink) => writeLines(sink, eventsOf(tools, caller)));
  yield* spooled(tools, LEAVING_AUDIT, (sink) => writeLines(sink, auditOf(tools, caller)));
  yield textPart(LEAVING_STANDING, JSON.stringify(await readStanding(tools.db, caller, undefined)));
  yield textPart(LEAVING_INDEX, JSON.stringify({ claims: index }));
}

function textPart(name: string, text: string): Part {
  return { name, source: new Blob([text]) };
}

/** A part that is written to a file first, because it is read twice. */
async function* spooled(
  { scratch }: LeavingTools,
  name: string,
  write: (sink: WritableStream<Uint8Array<ArrayBuffer>>) => Promise<void>,
): AsyncGenerator<Part> {
  const path = join(scratch, `${randomUUID()}.part`);
  try {
    await write(Writable.toWeb(createWriteStream(path)) as WritableStream<Uint8Array<ArrayBuffer>>);
    yield { name, source: await openAsBlob(path) };
  } finally {
    await rm(path, { force: true });
  }
}

async function writeLines(
  sink: WritableStream<Uint8Array<ArrayBuffer>>,
  pages: AsyncIterable<readonly object[]>,
): Promise<void> {
  const writer = sink.getWriter();
  const encoder = new TextEncoder();
  for await (const rows of pages) {
    await writer.ready;
    await writer.write(encoder.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
  }
  await writer.close();
}

type ClaimName = Omit<Indexed, 'package'>;

/** The organisation's claims by their numbers, some at a time. */
async function* claimsOf({ db }: LeavingTools, caller: Caller): AsyncGenerator<ClaimName[]> {
  let after = '';
  for (;;) {
    const rows = await db.inOrganisation(caller, (scope) =>
      scope
        .selectFrom('app.claims')
        .select(['claim_id', 'number'])
        .where('organisation_id', '=', caller.organisationId)
        .where('number', '>', after)
        .orderBy('number')
        .limit(TOGETHER)
        .execute(),
    );
    if (rows.length === 0) return;
    yield rows.map(({ claim_id: claimId, number }) => ({ claimId, number }));
    after = rows.at(-1)?.number ?? '';
  }
}

/** Claims as packages: together where that can be, each by itself where a file of one is in the way. */
async function packable(tools: LeavingTools, caller: Caller, claims: readonly ClaimName[]) {
  const prepare = async (some: readonly ClaimName[]) => ({
    claims: some,
    prepared: await prepareOf(
      tools,
      caller,
      { kind: 'evidence' },
      some.map(({ claimId }) => claimId),
    ).catch((error: unknown) => {
      if (error instanceof HttpProblem || error instanceof PackageProblem) return null;
      throw error;
    }),
  });
  const together = await prepare(claims);
  if (together.prepared !== null || claims.length === 1) return [together];
  const each: Awaited<ReturnType<typeof prepare>>[] = [];
  for (const claim of claims) each.push(await prepare([claim]));
  return each;
}

/** Histories of all claims, an event a line. */
async function* eventsOf({ db }: LeavingTools, caller: Caller): AsyncGenerator<object[]> {
  let after: readonly [claimId: string, sequence: number] = ['00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const [claimId, sequence] = after;
    const rows = await db.inOrganisation(caller, (scope) =>
      scope
        .selectFrom('app.claim_events')
        .select([
          'claim_id',
          'sequence',
          'at',
          'actor_role',
          'from_state',
          'to_state',
          'reason_code',
          'reason_params',
        ])
        .where('organisation_id', '=', caller.organisationId)
        .where((where) =>
          where.or([
            where('claim_id', '>', claimId),
            where.and([where('claim_id', '=', claimId), where('sequence', '>', sequence)]),
          ]),
        )
        .orderBy('claim_id')
        .orderBy('sequence')
        .limit(PAGE)
        .execute(),
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = [last.claim_id, last.sequence];
  }
}

/** The audit chain of the organisation with its hashes, an entry a line. */
async function* auditOf({ db }: LeavingTools, caller: Caller): AsyncGenerator<object[]> {
  for (let after = 0; ; ) {
    const rows = await db.inOrganisation(caller, (scope) =>
      scope
        .selectFrom('app.audit')
        .select(['sequence', 'entry', 'previous_hash', 'hash'])
        .where('organisation_id', '=', caller.organisationId)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(PAGE)
        .execute(),
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ entry, previous_hash, hash }) => ({
      ...{ entry, previousHash: previous_hash.toString('hex'), hash: hash.toString('hex') },
    }));
    after = Number(last.sequence);
  }
}
