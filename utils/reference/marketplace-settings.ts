import { isReadingOff, type MarketplaceId, type MarketplaceSetting } from '@marketsafe/contract';
import { marketplaceSettingAnswer, marketplaceSettingsAnswer } from '../api/answers.ts';
import { type ApiResult, type Call, isProgramsWord } from '../api/client.ts';
import type { ReporterDatabase } from '../database/database.ts';

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
  const isOlder = !answer.ok && isProgramsWord(answer, 404);
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
