import type { CounterNotice } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
import { counterStateName, formatDay, m, marketplaceName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ClockText } from '../../components/counter-notices/clock-text.tsx';
import {
  type AskedOfCounter,
  asksOf,
  CounterDialogs,
} from '../../components/counter-notices/counter-dialogs.tsx';
import { useRowKeys } from '../../components/use-row-keys.ts';

/** What each key asks. Conceding has one like the others: it opens the reason, and the dialog's own button does it. */
const KEYS: Readonly<Record<string, AskedOfCounter>> = {
  c: 'concede',
  x: 'contest',
  p: 'prove',
  f: 'forward',
  d: 'decide',
};

/** Counter-notices row by row, with keys for what can be done about the one that has the focus. */
export function CountersTable({ counters, staff }: { counters: readonly CounterNotice[]; staff: boolean }) {
  const frame = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ counter: CounterNotice; what: AskedOfCounter } | null>(null);
  const ask = (what: AskedOfCounter) => (index: number) => {
    const counter = counters[index];
    if (counter && asksOf(counter).includes(what)) setAsked({ counter, what });
  };
  useRowKeys({
    frame,
    count: counters.length,
    show: () => undefined,
    keys: Object.fromEntries(Object.entries(KEYS).map(([key, what]) => [key, ask(what)])),
  });
  return (
    <>
      <div ref={frame}>
        <Table
          framed
          caption={m.counter_title()}
          captionHidden
          rows={counters}
          part={{ above: 0, below: 0, first: 0, count: counters.length, measure: () => undefined }}
          keyOf={({ counterId }) => counterId}
          columns={columnsFor(staff)}
        />
      </div>
      <p className="soft small">{staff ? m.counter_keys_staff() : m.counter_keys()}</p>
      {asked && <CounterDialogs counter={asked.counter} asked={asked.what} onClose={() => setAsked(null)} />}
    </>
  );
}

function columnsFor(staff: boolean) {
  return [
    {
      key: 'claim',
      heading: m.counter_column_claim(),
      kind: 'header' as const,
      cell: ({ claimId, number }: CounterNotice) => (
        <Link to="/claims/$claimId" params={{ claimId }} hash="counter" data-row-link>
          {number}
        </Link>
      ),
    },
    {
      key: 'listing',
      heading: m.counter_column_listing(),
      cell: ({ title, itemId, marketplace }: CounterNotice) => (
        <>
          <bdi>{title ?? itemId}</bdi>
          <br />
          <span className="soft small">{marketplaceName(marketplace)}</span>
        </>
      ),
    },
    ...(staff
      ? [
          {
            key: 'organisation',
            heading: m.search_column_organisation(),
            cell: ({ organisation }: CounterNotice) => organisation.name,
          },
        ]
      : []),
    {
      key: 'state',
      heading: m.counter_column_state(),
      cell: ({ state, chance }: CounterNotice) => (
        <>
          {counterStateName(state)}
          <br />
          <span className="soft small">{m.counter_chance({ chance })}</span>
        </>
      ),
    },
    {
      key: 'due',
      heading: m.counter_column_due(),
      cell: ({ clock }: CounterNotice) => (clock ? <ClockText clock={clock} /> : null),
    },
    {
      key: 'received',
      heading: m.counter_column_received(),
      cell: ({ receivedOn }: CounterNotice) => formatDay(receivedOn),
    },
  ];
}
