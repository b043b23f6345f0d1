import './packets.css';
import '../../components/disclosed/disclosed.css';
import { Tabs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { packetCountsQuery } from '../../api/packet-queries.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { Candidates } from './candidates.tsx';
import { PacketsTable } from './packets-table.tsx';
import { STATE_OF, STEP_NAMES, STEPS, type Step } from './steps.ts';

/** What goes to the marketplace, step by step: to be built, released, handed in, and what went. */
export function PacketsScreen({ step, onStep }: { step: Step; onStep: (step: Step) => void }) {
  const counts = useQuery(packetCountsQuery).data;
  const count: Partial<Record<Step, number>> = counts
    ? { candidates: counts.groups, built: counts.built, released: counts.released }
    : {};
  return (
    <>
      <PageHeading title={m.packets_title()} />
      <p>{m.packets_about()}</p>
      <Tabs
        name={m.packets_tabs()}
        tabs={STEPS.map((id) => ({
          id,
          label: STEP_NAMES[id](),
          count: count[id],
          urgent: id === 'candidates' && (counts?.urgent ?? 0) > 0,
        }))}
        chosen={step}
        onChoose={onStep}
      >
        {counts && counts.toWithdraw > 0 && (
          <p role="status">
            <strong className="bad">{m.packets_to_withdraw({ count: counts.toWithdraw })}</strong>
          </p>
        )}
        {step === 'candidates' ? <Candidates /> : <PacketsTable key={step} state={STATE_OF[step]} />}
      </Tabs>
    </>
  );
}
