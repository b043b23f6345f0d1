import { MOST_CHANCES, type StrandedCounter } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { formatDay, m, stateName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** What the marketplace's people entered and what opens nothing: staff see to it. */
export function StrandedCounters({ counters }: { counters: readonly StrandedCounter[] }) {
  return (
    <Card title={m.counter_stranded()}>
      <p>{m.counter_stranded_about()}</p>
      <Table
        caption={m.counter_stranded()}
        captionHidden
        rows={counters}
        keyOf={({ counterId }) => counterId}
        columns={[
          {
            key: 'claim',
            heading: m.counter_column_claim(),
            kind: 'header',
            cell: ({ claimId, number }) => (
              <Link to="/claims/$claimId" params={{ claimId }}>
                {number}
              </Link>
            ),
          },
          {
            key: 'why',
            heading: m.counter_column_state(),
            cell: ({ state, chances, number }) =>
              chances >= MOST_CHANCES ? m.counter_problem_chances({ number }) : stateName(state),
          },
          {
            key: 'received',
            heading: m.counter_column_received(),
            cell: ({ receivedOn }) => formatDay(receivedOn),
          },
          {
            key: 'statement',
            heading: m.counter_enter_statement(),
            cell: ({ statement }) => (
              <bdi className="said counter-statement" dir="auto">
                {statement}
              </bdi>
            ),
          },
        ]}
      />
    </Card>
  );
}
