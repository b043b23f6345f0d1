import { type GroupSignal, SIGNAL_SMALLEST_COHORT, type SignalPublication } from '@marketsafe/contract';
import { Card, Empty, Field, Loading, Notice, Table } from '@marketsafe/looks';
import {
  answerCauseName,
  formatDay,
  formatNumber,
  m,
  marketplaceName,
  quarterName,
  sellerPatternName,
  signalTermText,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { signalsQuery } from '../../api/group-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';

/** What enough members met with, quarter by quarter, as it was published. */
export function SignalsScreen() {
  const { data, error, refetch } = useQuery(signalsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const publications = data?.publications ?? [];
  const shown = publications.find(({ period }) => period === chosen) ?? publications[0];
  return (
    <>
      <div className="title-row">
        <Link to="/group">{m.group_back()}</Link>
        <PageHeading title={m.group_signals()} />
      </div>
      <p>{m.group_signals_about()}</p>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.group_signals_loading()}</Loading>}
      {data && !shown && (
        <Empty title={<h2>{m.group_signals_none()}</h2>}>
          <p>{m.group_signals_none_about({ count: SIGNAL_SMALLEST_COHORT })}</p>
        </Empty>
      )}
      {shown && (
        <>
          {shown.demo && <Notice tone="info">{m.group_signals_demo()}</Notice>}
          <Field label={m.group_signals_quarter()}>
            {(control) => (
              <select {...control} value={shown.period} onChange={(event) => setChosen(event.target.value)}>
                {publications.map(({ period }) => (
                  <option key={period} value={period}>
                    {quarterName(period)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Published publication={shown} />
        </>
      )}
    </>
  );
}

function Published({ publication }: { publication: SignalPublication }) {
  const { enough, publishedAt, signals } = publication;
  return (
    <>
      <p className="soft small">{m.group_signals_published({ date: formatDay(publishedAt.slice(0, 10)) })}</p>
      {signals.length === 0 && (
        <p>
          {enough ? m.group_signals_nothing() : m.group_signals_too_few({ count: SIGNAL_SMALLEST_COHORT })}
        </p>
      )}
      <SignalTable title={m.group_signals_refusals()} signals={of(signals, 'refusal')} />
      <SignalTable title={m.group_signals_sellers()} signals={of(signals, 'seller')} />
      <SignalTable title={m.group_signals_terms()} signals={of(signals, 'term')} />
    </>
  );
}

/** Those of a kind, what most organisations met with first. */
function of(signals: readonly GroupSignal[], kind: GroupSignal['kind']): GroupSignal[] {
  return signals.filter((one) => one.kind === kind).sort((one, other) => other.level - one.level);
}

function SignalTable({ title, signals }: { title: string; signals: readonly GroupSignal[] }) {
  if (signals.length === 0) return null;
  const placed = signals.some((one) => one.kind !== 'term');
  return (
    <Card title={title}>
      <Table
        caption={title}
        captionHidden
        rows={signals}
        keyOf={(one) => `${one.code} ${one.kind === 'term' ? '' : one.marketplace}`}
        columns={[
          {
            key: 'what',
            heading: m.group_signals_what(),
            kind: 'header',
            cell: (one) => <SignalName signal={one} />,
          },
          ...(placed
            ? [
                {
                  key: 'marketplace',
                  heading: m.group_dialogue_marketplace(),
                  cell: (one: GroupSignal) => one.kind !== 'term' && marketplaceName(one.marketplace),
                },
              ]
            : []),
          {
            key: 'many',
            heading: m.group_signals_many(),
            cell: ({ level }) => m.group_signals_at_least({ count: formatNumber(level) }),
          },
          { key: 'since', heading: m.group_signals_since(), cell: ({ since }) => quarterName(since) },
        ]}
      />
    </Card>
  );
}

function SignalName({ signal }: { signal: GroupSignal }) {
  if (signal.kind === 'refusal') return answerCauseName(signal.code);
  if (signal.kind === 'seller') return sellerPatternName(signal.code);
  return <bdi lang="">{signalTermText(signal.code)}</bdi>;
}
