import './counter.css';
import {
  type ClaimDetail,
  type CounterNotice,
  counterNotice,
  isProgramStaff,
  waysFrom,
} from '@marketsafe/contract';
import { Button, Card } from '@marketsafe/looks';
import { counterAskName, counterEndSentence, counterStateName, formatDay, m } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { COUNTER_FILES, countersQuery } from '../../api/counter-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { type ChosenFile, uploadChosen } from '../chosen-files.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { ClockText } from './clock-text.tsx';
import { type AskedOfCounter, asksOf, CounterDialogs, useAfterCounter } from './counter-dialogs.tsx';
import { CounterSaid, SellersFiles } from './counter-said.tsx';
import { EnterCounterDialog } from './staff-dialogs.tsx';

/** What the seller said against the removal, and everything that is done about it. Nothing where there is nothing to say or do. */
export function CounterCard({ claim }: { claim: ClaimDetail }) {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const { data, error, refetch } = useQuery(countersQuery(claim.claimId));
  const mayEnter = isProgramStaff(roles) && waysFrom(claim.state, 'staff').includes('countered');
  if (error) return <FailureNotice error={error} onRetry={() => refetch()} />;
  const counters = data?.counterNotices ?? [];
  if (counters.length === 0 && !mayEnter) return null;
  return (
    <Card title={m.counter_title()}>
      <div className="stack" id="counter">
        {[...counters]
          .sort((one, other) => one.chance - other.chance)
          .map((counter) => (
            <OneCounter key={counter.counterId} counter={counter} />
          ))}
        {mayEnter && <EnterPart claim={claim} />}
      </div>
    </Card>
  );
}

function EnterPart({ claim }: { claim: ClaimDetail }) {
  const [asking, setAsking] = useState(false);
  const after = useAfterCounter(claim.claimId);
  const enter = useMutation({
    mutationFn: async ({ body, files }: { body: object; files: readonly ChosenFile[] }) => {
      await uploadChosen(files, COUNTER_FILES);
      return send('POST', `/v1/claims/${claim.claimId}/counter-notices`, body, counterNotice);
    },
    onSuccess: async () => {
      setAsking(false);
      await after(m.counter_entered());
    },
  });
  return (
    <>
      <div className="actions">
        <Button onClick={() => setAsking(true)}>{m.counter_enter()}</Button>
      </div>
      {asking && (
        <EnterCounterDialog
          number={claim.number}
          aboutFiles={m.counter_files_about()}
          busy={enter.isPending}
          error={enter.error}
          onClose={() => setAsking(false)}
          onEnter={(body, files) => enter.mutate({ body, files })}
        />
      )}
    </>
  );
}

function OneCounter({ counter }: { counter: CounterNotice }) {
  const [asked, setAsked] = useState<AskedOfCounter | null>(null);
  const { clock } = counter;
  const end = counterEndSentence(counter, new Date().toISOString().slice(0, 10));
  return (
    <section className="counter" aria-label={m.counter_chance({ chance: counter.chance })}>
      <h3>{m.counter_chance({ chance: counter.chance })}</h3>
      <p>
        <strong>{counterStateName(counter.state)}</strong>
        {clock && (
          <>
            {' '}
            <ClockText clock={clock} />
          </>
        )}
      </p>
      {end !== null && <p>{end}</p>}
      <p className="soft small">
        {counter.through === 'desk'
          ? m.counter_received_desk({ day: formatDay(counter.receivedOn) })
          : m.counter_received({ day: formatDay(counter.receivedOn) })}
      </p>
      <p className="said" dir="auto">
        {counter.statement}
      </p>
      <SellersFiles counter={counter} />
      <CounterSaid counter={counter} />
      <div className="actions">
        {asksOf(counter).map((what) => (
          <Button key={what} kind={what === 'contest' ? 'main' : 'plain'} onClick={() => setAsked(what)}>
            {counterAskName(what)}
          </Button>
        ))}
      </div>
      {asked && <CounterDialogs counter={counter} asked={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
