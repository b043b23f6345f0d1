import {
  DRIFT_DAYS,
  type FactName,
  type Fall,
  fallsOf,
  MARKETPLACE_IDS,
  type MarketplaceId,
  type MarketplaceReading,
  type MarketplaceReadings,
  type ReadingDay,
  weeksOf,
} from '@marketsafe/contract';
import { sql } from 'kysely';
import type { Scope } from '../db/database.ts';

/** Most claims that are shown of one fact. */
const EXAMPLES = 5;

/** What is found on every marketplace's pages, in the order of the marketplaces. The scope is the staff's. */
export async function listReadings(scope: Scope): Promise<MarketplaceReadings> {
  const days = await daysOf(scope);
  return {
    countedAt: await countedAt(scope),
    marketplaces: MARKETPLACE_IDS.map((marketplace) => summaryOf(marketplace, days.get(marketplace) ?? [])),
  };
}

/** What is found on one marketplace's pages, with claims in whose captures a fact is missing that fell. The scope is the staff's. */
export async function readMarketplace(scope: Scope, marketplace: MarketplaceId): Promise<MarketplaceReading> {
  const days = (await daysOf(scope)).get(marketplace) ?? [];
  const summary = summaryOf(marketplace, days);
  const facts = [...new Set(days.flatMap(({ found }) => Object.keys(found) as FactName[]))];
  const examples = [];
  for (const fall of summary.falls) examples.push(await examplesOf(scope, marketplace, fall));
  return {
    countedAt: await countedAt(scope),
    ...summary,
    facts: facts.map((fact) => ({ fact, weeks: weeksOf(days, fact) })),
    versions: versionsOf(days),
    examples,
  };
}

function summaryOf(marketplace: MarketplaceId, days: readonly ReadingDay[]) {
  const captures = days.reduce((sum, day) => sum + day.captures, 0);
  return { marketplace, captures, falls: fallsOf(days) };
}

function versionsOf(days: readonly ReadingDay[]): MarketplaceReading['versions'] {
  return [...Map.groupBy(days, ({ version }) => version)]
    .map(([version, of]) => {
      const found: Partial<Record<FactName, number>> = {};
      for (const day of of)
        for (const [fact, count] of Object.entries(day.found) as [FactName, number][])
          found[fact] = (found[fact] ?? 0) + count;
      return { version, captures: of.reduce((sum, day) => sum + day.captures, 0), found };
    })
    .sort((one, other) => other.version - one.version);
}

async function countedAt(scope: Scope): Promise<string | null> {
  const row = await scope.selectFrom('meta.reading_counts').select('counted_at').executeTakeFirst();
  return row?.counted_at.toISOString() ?? null;
}

/** The days that count, of each marketplace; those of the demo program only while there are no others. */
async function daysOf(scope: Scope): Promise<Map<MarketplaceId, ReadingDay[]>> {
  const rows = await scope
    .selectFrom('meta.reading_days as days')
    .select(['marketplace', 'version', 'captures', 'found', sql<number>`current_date - day`.as('daysAgo')])
    .where(sql<boolean>`day > current_date - ${DRIFT_DAYS}::int`)
    .where(
      sql<boolean>`(not demo or not exists (select from meta.reading_days as others where not others.demo))`,
    )
    .execute();
  return Map.groupBy(rows, ({ marketplace }) => marketplace);
}

/** The newest claims in whose capture the fact was not found, within the days of its fall. */
async function examplesOf(
  scope: Scope,
  marketplace: MarketplaceId,
  { fact, days }: Fall,
): Promise<MarketplaceReading['examples'][number]> {
  const rows = await scope
    .selectFrom('app.captures as capture')
    .innerJoin('app.claims as claim', (join) =>
      join
        .onRef('claim.organisation_id', '=', 'capture.organisation_id')
        .onRef('claim.claim_id', '=', 'capture.claim_id'),
    )
    .select(['claim.claim_id', 'claim.number', 'capture.received_at', 'capture.reader_version'])
    .where('capture.reader', '=', marketplace)
    .where(sql<boolean>`capture.received_at >= current_date - ${days - 1}::int`)
    .where(sql<boolean>`not jsonb_exists(capture.facts_found, ${fact})`)
    .orderBy('capture.received_at', 'desc')
    .limit(EXAMPLES)
    .execute();
  return {
    fact,
    claims: rows.map((row) => ({
      claimId: row.claim_id,
      number: row.number,
      receivedAt: row.received_at.toISOString(),
      version: row.reader_version ?? 1,
    })),
  };
}
