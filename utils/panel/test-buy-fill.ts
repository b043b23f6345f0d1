import { ADDED_FILE_LIMIT, type AddedFile, type TestBuyFill, testBuyFills } from '@marketsafe/contract';
import type { Call } from '../api/client.ts';
import type { DraftRow } from '../database/draft-rows.ts';

/** Files of a test buy as a draft's fields take them. */
export interface FetchedFill {
  orderNumber: string;
  testBuyReport: File[];
  testBuyPhotos: File[];
}

/** Test buys of the organisation from which a claim on this listing can be filled; null where the program could not be asked. */
export async function askForFills(
  call: Call,
  { marketplace, itemId }: Pick<DraftRow['target'], 'marketplace' | 'itemId'>,
): Promise<TestBuyFill[] | null> {
  const query = new URLSearchParams({ marketplace, itemId });
  const answer = await call({
    ...{ method: 'GET', path: `/v1/test-buys/for-claim?${query}`, answer: testBuyFills },
  });
  return answer.ok ? answer.value.testBuys : null;
}

/** Fetches what a test buy fills in: its order number and its files; null where one of them did not come whole. */
export async function fetchFill(call: Call, fill: TestBuyFill): Promise<FetchedFill | null> {
  const filesOf = async (wanted: readonly AddedFile[]): Promise<File[] | null> => {
    const files: File[] = [];
    for (const { sha256, name, type, bytes } of wanted) {
      const path = `/v1/test-buys/${fill.testBuyId}/files/${sha256}`;
      const answer = await call<Blob>({ method: 'GET', path, bytes: ADDED_FILE_LIMIT });
      if (!answer.ok || answer.value.size !== bytes) return null;
      files.push(new File([answer.value], name, { type }));
    }
    return files;
  };
  const testBuyReport = await filesOf(fill.report);
  const testBuyPhotos = testBuyReport && (await filesOf(fill.photos));
  return testBuyPhotos && { orderNumber: fill.orderNumber, testBuyReport, testBuyPhotos };
}
