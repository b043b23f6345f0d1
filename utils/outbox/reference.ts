import { isReadingOff, type MarketplaceId, type MarketplaceSetting, type Right } from '@marketsafe/contract';
import { marketplaceSettingAnswer, marketplaceSettingsAnswer, rightsAnswer } from '../api/answers.ts';
import type { ApiResult, Call } from '../api/client.ts';
import type { ReporterDatabase } from '../drafts/database.ts';

/** Fetches the rights that the signed-in organisation may claim under and keeps them for offline use. `now` in Unix milliseconds. */
export async function refreshRights(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<Right[]>> {
  const answer = await call({ method: 'GET', path: '/v1/rights', answer: rightsAnswer });
  if (!answer.ok) return answer;
  const { rights } = answer.value;
  await db.reference.put({ key: 'rights', rights, fetchedAt: now() });
  return { ...answer, value: rights };
}

/** The rights kept on this device; undefined when none were fetched yet. */
export async function keptRights(db: ReporterDatabase): Promise<Right[] | undefined> {
  const row = await db.reference.get('rights');
  return row?.key === 'rights' ? row.rights : undefined;
}

/**
 * Fetches which marketplaces' pages are not to be read, and keeps it for captures without a connection. A server from before there
 * were such settings has none. `now` in Unix milliseconds.
 */
export async function refreshMarketplaces(
  db: ReporterDatabase,
  call: Call,
  now: () => number,
): Promise<ApiResult<unknown>> {
  const answer = await call({
    method: 'GET',
    path: '/v1/marketplaces/settings',
    answer: marketplaceSettingsAnswer,
  });
  const isOlder = !answer.ok && answer.kind === 'http' && answer.status === 404;
  if (!answer.ok && !isOlder) return answer;
  const settings: MarketplaceSetting[] = (answer.ok ? answer.value.settings : []).flatMap((raw) => {
    const parsed = marketplaceSettingAnswer.safeParse(raw);
    return parsed.success ? [parsed.data] : [];
  });
  await db.reference.put({ key: 'marketplaces', settings, fetchedAt: now() });
  return answer;
}

/** True when the program has switched off the reading of this marketplace's pages, as far as this device has heard. */
export async function isReadingSwitchedOff(
  db: ReporterDatabase,
  marketplace: MarketplaceId,
): Promise<boolean> {
  const row = await db.reference.get('marketplaces');
  return row?.key === 'marketplaces' && isReadingOff(row.settings, marketplace);
}
