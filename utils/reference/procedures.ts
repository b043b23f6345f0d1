import type { MarketplaceId } from '@marketsafe/contract';
import { type ProcedureBrief, procedureBrief } from '@marketsafe/contract/procedures/brief';
import { procedureBriefsAnswer } from '../api/answers.ts';
import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

/**
 * Fetches what marketplaces ask for, where it changed since this device last heard, and keeps it for drafts without a connection. A server
 * from before there was such a route has nothing. `now` in Unix milliseconds.
 */
export async function refreshProcedures(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const row = await db.reference.get('procedures');
  // What another version of the extension kept in another form is asked for anew.
  const kept = row?.key === 'procedures' && isWhole(row.briefs) ? row : undefined;
  const answer = await call({
    method: 'GET',
    path: `/v1/procedures/brief${kept?.version ? `?known=${encodeURIComponent(kept.version)}` : ''}`,
    answer: procedureBriefsAnswer,
  });
  if (!answer.ok && !isProgramsWord(answer, 404)) return answer;
  const { version, briefs } = answer.ok ? answer.value : { version: '', briefs: [] };
  await db.reference.put({
    key: 'procedures',
    version,
    briefs: briefs === null ? (kept?.briefs ?? []) : understood(briefs),
    fetchedAt: now(),
  });
  return answer;
}

/** Of marketplaces and in a form that this extension knows; those of a newer server are passed over. */
function understood(briefs: readonly unknown[]): ProcedureBrief[] {
  return briefs.flatMap((raw) => {
    const parsed = procedureBrief.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Whether what is kept has all that this extension would keep of it. */
function isWhole(briefs: readonly unknown[]): boolean {
  const now = understood(briefs);
  return (
    now.length === briefs.length &&
    now.every((brief, at) => Object.keys(brief).every((field) => Object.hasOwn(Object(briefs[at]), field)))
  );
}

/**
 * What a marketplace asks for, on the country's site where it has its own; null where this device never heard. `site`: the scope of the
 * listing.
 */
export async function keptProcedure(
  db: ReporterDatabase,
  marketplace: MarketplaceId,
  site: string | undefined,
): Promise<ProcedureBrief | null> {
  const row = await db.reference.get('procedures');
  const briefs = row?.key === 'procedures' ? understood(row.briefs) : [];
  const found = (wanted: string | null) =>
    briefs.find((brief) => brief.marketplace === marketplace && brief.site === wanted);
  return (site === undefined ? undefined : found(site)) ?? found(null) ?? null;
}
