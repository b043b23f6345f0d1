import { createHash } from 'node:crypto';
import {
  type Figures,
  type NewPublication,
  type Publication,
  type PublicationDecision,
  type PublicReport,
  publicReport,
  researchCheck,
} from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { appendAudit, openLedger } from '../audit/service.ts';
import type { Database, Scope } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { countPublicReport } from './publish-report.ts';
import { makeResearchExport } from './research.ts';

/** Most publications that are listed: the newest. */
const MOST = 200;

function rows(scope: Scope) {
  return scope
    .selectFrom('program.publications')
    .select(['publication_id', 'kind', 'from_day', 'to_day', 'state', 'content', 'file_sha256'])
    .select(['prepared_at', 'prepared_by', 'prepared_by_name', 'decided_at', 'decided_by_name'])
    .select(['withdrawn_at', 'withdrawn_by_name'])
    .select((select) => select.fn<number | null>('octet_length', ['file']).as('bytes'));
}
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function somebody(name: string | null, at: Date | null) {
  return name === null || at === null ? null : { name, at: at.toISOString() };
}

function publicationOf(row: Row, { userId }: Pick<Caller, 'userId'>): Publication {
  const { state, bytes, file_sha256: sha256 } = row;
  return {
    ...{ publicationId: row.publication_id, kind: row.kind, state },
    period: { from: row.from_day, to: row.to_day },
    report: row.kind === 'public-report' ? publicReport.parse(row.content) : null,
    check: row.kind === 'research-export' ? researchCheck.parse(row.content) : null,
    file: bytes === null || sha256 === null ? null : { bytes, sha256 },
    prepared: { name: row.prepared_by_name, at: row.prepared_at.toISOString() },
    decided: somebody(row.decided_by_name, row.decided_at),
    withdrawn: somebody(row.withdrawn_by_name, row.withdrawn_at),
    may: {
      decide: state === 'prepared' && row.prepared_by !== userId,
      withdraw: state === 'released',
    },
  };
}

/** What the program published, and what waits for a second person; the newest first. */
export function listPublications(db: Database, caller: Caller): Promise<Publication[]> {
  return db.inOrganisation(caller, async (scope) => {
    const found = await rows(scope)
      .orderBy('prepared_at', 'desc')
      .orderBy('publication_id')
      .limit(MOST)
      .execute();
    return found.map((row) => publicationOf(row, caller));
  });
}

function periodOf(wanted: NewPublication): Figures['period'] {
  return wanted.kind === 'public-report'
    ? { from: `${wanted.year}-01-01`, to: `${wanted.year}-12-31` }
    : { from: wanted.from, to: wanted.to };
}

/**
 * Counts what is to be published, as the first of two people. The same id once more is the same.
 * @throws HttpProblem `publication-year-open`, `publication-there`, `publication-overlaps` or `table-too-long`
 */
export async function preparePublication(
  db: Database,
  caller: Caller,
  wanted: NewPublication,
  at = new Date(),
): Promise<Publication> {
  const period = periodOf(wanted);
  if (period.to >= at.toISOString().slice(0, 10)) {
    throw new HttpProblem('publication-year-open');
  }
  const { publicationId, kind } = wanted;
  await db.inOrganisation(caller, (scope) => refuseSecond(scope, kind, period));
  const made = await db.asStaff(caller.userId, async (scope) =>
    kind === 'public-report'
      ? { content: await countPublicReport(scope, period, at), file: null }
      : research(await makeResearchExport(scope, period, { readme: readmeOf(), at })),
  );
  const sha256 = made.file && createHash('sha256').update(made.file).digest('hex');
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const there = await rows(scope).where('publication_id', '=', publicationId).executeTakeFirst();
    if (there) return publicationOf(there, caller);
    await refuseSecond(scope, kind, period);
    await scope
      .insertInto('program.publications')
      .values({
        ...{ publication_id: publicationId, kind, from_day: period.from, to_day: period.to },
        ...{ state: 'prepared', content: JSON.stringify(made.content) },
        ...{ file: made.file, file_sha256: sha256 },
        ...{ prepared_at: at, prepared_by: caller.userId, prepared_by_name: caller.userName },
      })
      .execute();
    await appendAudit(scope, ledger, {
      action: 'publication.prepared',
      ...{ at, actorUserId: caller.userId, entity: publicationId },
      detail: { kind, ...period, sha256 },
    });
    return one(scope, caller, publicationId);
  });
}

function research({ check, file }: Awaited<ReturnType<typeof makeResearchExport>>) {
  return { content: check, file };
}

/** What stands beside the rows of an export, in both languages. */
function readmeOf(): string {
  return (['en', 'zh-CN'] as const)
    .map((locale) => [m.figures_research_readme({}, { locale }), ''].join('\n'))
    .join('\n');
}

/**
 * A year has one report. Exports are of the same period or of none in common, also with one that was withdrawn, which somebody has: what the longer of
 * two has more could be told by taking the other from it.
 */
async function refuseSecond(
  scope: Scope,
  kind: Publication['kind'],
  { from, to }: Figures['period'],
): Promise<void> {
  const isReport = kind === 'public-report';
  const there = await scope
    .selectFrom('program.publications')
    .select(['from_day', 'to_day'])
    .where('kind', '=', kind)
    .where('state', 'in', isReport ? ['released'] : ['released', 'withdrawn'])
    .where('from_day', '<=', to)
    .where('to_day', '>=', from)
    .execute();
  if (isReport && there.length > 0) throw new HttpProblem('publication-there');
  if (!isReport && there.some((one) => one.from_day !== from || one.to_day !== to)) {
    throw new HttpProblem('publication-overlaps');
  }
}

async function one(scope: Scope, caller: Caller, publicationId: string): Promise<Publication> {
  const row = await rows(scope).where('publication_id', '=', publicationId).executeTakeFirst();
  if (!row) throw new HttpProblem('publication-unknown');
  return publicationOf(row, caller);
}

const BECOMES = { release: 'released', decline: 'declined', withdraw: 'withdrawn' } as const;

/**
 * Releases what another person prepared, or says that it does not go; takes back what was released.
 * @throws HttpProblem `publication-unknown`, `publication-decided`, `publication-second-person`, `publication-there` or
 * `publication-overlaps`
 */
export async function decidePublication(
  db: Database,
  caller: Caller,
  publicationId: string,
  { decision }: PublicationDecision,
  at = new Date(),
): Promise<Publication> {
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const row = await rows(scope).where('publication_id', '=', publicationId).executeTakeFirst();
    if (!row) throw new HttpProblem('publication-unknown');
    if (row.state !== (decision === 'withdraw' ? 'released' : 'prepared')) {
      throw new HttpProblem('publication-decided');
    }
    if (decision === 'release') {
      if (row.prepared_by === caller.userId) throw new HttpProblem('publication-second-person');
      await refuseSecond(scope, row.kind, { from: row.from_day, to: row.to_day });
    }
    const { userId, userName } = caller;
    const state = BECOMES[decision];
    await scope
      .updateTable('program.publications')
      .set({
        state,
        ...(decision === 'withdraw'
          ? { withdrawn_at: at, withdrawn_by: userId, withdrawn_by_name: userName }
          : { decided_at: at, decided_by: userId, decided_by_name: userName }),
      })
      .where('publication_id', '=', publicationId)
      .execute();
    await appendAudit(scope, ledger, {
      action: `publication.${state}`,
      ...{ at, actorUserId: userId, entity: publicationId },
      detail: { kind: row.kind, from: row.from_day, to: row.to_day, sha256: row.file_sha256 },
    });
    return one(scope, caller, publicationId);
  });
}

/**
 * An export for research that two people released, as bytes.
 * @throws HttpProblem `publication-unknown`
 */
export async function openPublication(
  db: Database,
  caller: Caller,
  publicationId: string,
): Promise<{ name: string; bytes: Buffer }> {
  return db.inOrganisation(caller, async (scope) => {
    const ledger = await openLedger(scope, caller.organisationId);
    const row = await scope
      .selectFrom('program.publications')
      .select(['file', 'file_sha256', 'from_day', 'to_day'])
      .where('publication_id', '=', publicationId)
      .where('state', '=', 'released')
      .executeTakeFirst();
    if (!row?.file) throw new HttpProblem('publication-unknown');
    await appendAudit(scope, ledger, {
      action: 'publication.downloaded',
      ...{ at: new Date(), actorUserId: caller.userId, entity: publicationId },
      detail: { sha256: row.file_sha256 },
    });
    return { name: `marketsafe-research-${row.from_day}-${row.to_day}.zip`, bytes: row.file };
  });
}

/** The reports that the public may read, the latest year first. */
export function readPublicReports(db: Database): Promise<{ year: number; report: PublicReport }[]> {
  return db.asNobody(async (scope) => {
    const found = await scope
      .selectFrom('program.publications')
      .select(['from_day', 'content'])
      .where('kind', '=', 'public-report')
      .where('state', '=', 'released')
      .orderBy('from_day', 'desc')
      .execute();
    return found.map(({ from_day, content }) => ({
      year: Number(from_day.slice(0, 4)),
      report: publicReport.parse(content),
    }));
  });
}
