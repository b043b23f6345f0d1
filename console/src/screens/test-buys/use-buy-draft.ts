import { type TestBuyContent, type TestBuyDetail, testBuyFaults } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useQueryClient } from '@tanstack/react-query';
import { sendToTestBuy, testBuyQuery } from '../../api/test-buy-queries.ts';
import { useSavedDraft } from '../../components/use-saved-draft.ts';

/** What a person writes of a test buy before they save it. */
export function useBuyDraft(buy: TestBuyDetail) {
  const { testBuyId } = buy;
  const client = useQueryClient();
  return useSavedDraft<TestBuyContent>(buy, {
    ...{ id: testBuyId, faultsOf: testBuyFaults, changed: 'test-buy-changed-meanwhile' },
    save: (body) => sendToTestBuy(client, testBuyId, 'PUT', '', body),
    readNow: () => client.fetchQuery({ ...testBuyQuery(testBuyId), staleTime: 0 }),
  });
}
export type BuyDraft = ReturnType<typeof useBuyDraft>;

const PARTS = {
  name: m.raids_case,
  rightId: m.testbuys_doc_right,
  listing: m.testbuys_part_listing,
  captureId: m.testbuys_capture,
  order: m.testbuys_part_order,
  parcel: m.testbuys_part_parcel,
  files: m.testbuys_tab_files,
  recordings: m.testbuys_recordings,
  notes: m.raids_part_notes,
} satisfies Record<keyof TestBuyContent, () => string>;

/** What a part of a test buy is called. */
export function buyPartName(part: keyof TestBuyContent): string {
  return PARTS[part]();
}
