import { type TestBuyContent, testBuyDetail } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { send } from '../../api/client.ts';
import { sendToTestBuy, TEST_BUYS, testBuysQuery } from '../../api/test-buy-queries.ts';
import { OpenCaseDialog } from '../../components/open-case-dialog.tsx';

/** Begins a test buy under a name, with what is known of its listing already, and leads to it. */
export function PlanDialog(props: {
  /** Where it begins at a capture. */
  known?: Partial<Pick<TestBuyContent, 'captureId' | 'listing' | 'rightId'>>;
  onClose: () => void;
}) {
  const { known, onClose } = props;
  const client = useQueryClient();
  const navigate = useNavigate();
  async function plan(testBuyId: string, name: string): Promise<void> {
    const { version, content } = await send('POST', TEST_BUYS, { testBuyId, name }, testBuyDetail);
    // Sent again after a lost answer it has been saved, and perhaps worked on.
    if (known && version === 1) {
      await sendToTestBuy(client, testBuyId, 'PUT', '', { version, content: { ...content, ...known } });
    }
    await client.invalidateQueries({ queryKey: testBuysQuery.queryKey });
    void navigate({ to: '/test-buys/$testBuyId', params: { testBuyId } });
  }
  return (
    <OpenCaseDialog
      title={m.testbuys_plan_title()}
      action={m.testbuys_plan_now()}
      open={plan}
      onClose={onClose}
    />
  );
}
