import {
  boughtCaptures,
  claimTestBuy,
  testBuyDetail,
  testBuyList,
  type VaultRead,
  vaultRead,
} from '@marketsafe/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.ts';
import { pollInterval } from './queries.ts';

/** Where test buys are. */
export const TEST_BUYS = '/v1/test-buys';

/** The organisation's test buys, the latest saved first. */
export const testBuysQuery = queryOptions({
  queryKey: ['test-buys'],
  queryFn: ({ signal }) => get(TEST_BUYS, testBuyList, signal),
  refetchInterval: (query) => pollInterval(6, query.state.error),
});

/** One test buy. */
export function testBuyQuery(testBuyId: string) {
  return queryOptions({
    queryKey: ['test-buy', testBuyId],
    queryFn: ({ signal }) => get(`${TEST_BUYS}/${testBuyId}`, testBuyDetail, signal),
    refetchInterval: (query) => pollInterval(3, query.state.error),
  });
}

/** Captures of its listing. `version`: of the test buy as it is saved. */
export function boughtCapturesQuery(testBuyId: string, version: number) {
  return queryOptions({
    queryKey: ['test-buy-captures', testBuyId, version],
    queryFn: ({ signal }) => get(`${TEST_BUYS}/${testBuyId}/captures`, boughtCaptures, signal),
  });
}

/** The test buy that a claim rests on. */
export function claimTestBuyQuery(claimId: string) {
  return queryOptions({
    queryKey: ['claim-test-buy', claimId],
    queryFn: ({ signal }) => get(`/v1/claims/${claimId}/test-buy`, claimTestBuy, signal),
  });
}

/** Opens the vault; each opening stands in the audit, so nothing asks by itself. */
export function openVault(testBuyId: string): Promise<VaultRead> {
  return get(`${TEST_BUYS}/${testBuyId}/vault`, vaultRead, new AbortController().signal);
}

/** Writes the vault over the version that was read. */
export function writeVault(testBuyId: string, body: VaultRead): Promise<VaultRead> {
  return send('PUT', `${TEST_BUYS}/${testBuyId}/vault`, body, vaultRead);
}

/** Does something to a test buy, and keeps the answer as what is known of it. `path`: below the test buy. */
export async function sendToTestBuy(
  client: QueryClient,
  testBuyId: string,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
) {
  const read = await send(method, `${TEST_BUYS}/${testBuyId}${path}`, body, testBuyDetail);
  client.setQueryData(testBuyQuery(testBuyId).queryKey, read);
  await client.invalidateQueries({ queryKey: testBuysQuery.queryKey });
  return read;
}
