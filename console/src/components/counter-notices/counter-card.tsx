import './counter.css';
import {
  type ClaimDetail,
  type CounterNotice,
  type CounterReply,
  counterNotice,
  isProgramStaff,
  waysFrom,
} from '@marketsafe/contract';
import { Button, Card, useAnnounce } from '@marketsafe/looks';
import { concedeCauseName, counterStateName, formatDay, m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { countersQuery, sendToCounter } from '../../api/counter-queries.ts';
import { blobUrl, claimQuery, meQuery } from '../../api/queries.ts';
import { type ChosenFile, uploadChosen } from '../chosen-files.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { TimeText } from '../time-text.tsx';
import { ClockText } from './clock-text.tsx';
import { ForwardedDialog, ProofDialog } from './day-dialog.tsx';
import { ConcedeDialog, ContestDialog } from './reply-dialogs.tsx';
import { DecideCounterDialog, EnterCounterDialog } from './staff-dialogs.tsx';

/** What the seller said against the removal, and everything that is done about it. Nothing where there is nothing to say or do. */
export function CounterCard({ claim }: { claim: ClaimDetail }) {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const { data, error, refetch } = useQuery(countersQuery(claim.claimId));
  const mayEnter = isProgramStaff(roles) && waysFrom(claim.state, 'staff').includes('countered');
  if (error) return <FailureNotice error={error} onRetry={() => refetch()} />;
  const counters = data?.counterNotices ?? [];
  if (counters.length === 0 && !mayEnter) return null;
  const [newest] = [...counters].sort((one, other) => other.chance - one.chance);
  return (
    <Card title={m.counter_title()}>
      <div className="stack" id="counter">
        {[...counters]
          .sort((one, other) => one.chance - other.chance)
          .map((counter) => (
            <OneCounter
              key={counter.counterId}
              counter={counter}
              claim={claim}
              isNewest={counter === newest}
            />
          ))}
        {mayEnter && <EnterPart claim={claim} />}
      </div>
    </Card>
  );
}

function EnterPart({ claim }: { claim: ClaimDetail }) {
  const [asking, setAsking] = useState(false);
  const after = useAfter(claim.claimId);
  const enter = useMutation({
    mutationFn: (body: object) =>
      send('POST', `/v1/claims/${claim.claimId}/counter-notices`, body, counterNotice),
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
          busy={enter.isPending}
          error={enter.error}
          onClose={() => setAsking(false)}
          onEnter={(counter) => enter.mutate(counter)}
        />
      )}
    </>
  );
}

type Asking = 'concede' | 'contest' | 'forward' | 'prove' | 'decide' | null;

function OneCounter(props: { counter: CounterNotice; claim: ClaimDetail; isNewest: boolean }) {
  const { counter, claim } = props;
  const { counterId, may, clock } = counter;
  const [asking, setAsking] = useState<Asking>(null);
  const after = useAfter(claim.claimId);
  const act = useMutation({
    mutationFn: async (order: {
      what: Parameters<typeof sendToCounter>[1];
      body: object;
      files?: readonly ChosenFile[];
    }) => {
      await uploadChosen(order.files ?? []);
      return sendToCounter(counterId, order.what, order.body);
    },
    onSuccess: async ({ state }) => {
      setAsking(null);
      await after(counterStateName(state));
    },
  });
  const asked = { counter, busy: act.isPending, error: act.error, onClose: () => setAsking(null) };
  const reply = (body: CounterReply, files?: readonly ChosenFile[]) =>
    act.mutate({ what: 'reply', body, ...(files && { files }) });
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
      <p className="soft small">{m.counter_received({ day: formatDay(counter.receivedOn) })}</p>
      <p className="said" dir="auto">
        {counter.statement}
      </p>
      <Said counter={counter} claimId={claim.claimId} />
      <div className="actions">
        {may.reply && (
          <>
            <Button kind="main" onClick={() => setAsking('contest')}>
              {m.counter_contest()}
            </Button>
            <Button onClick={() => setAsking('concede')}>{m.counter_concede()}</Button>
          </>
        )}
        {may.prove && <Button onClick={() => setAsking('prove')}>{m.counter_proof()}</Button>}
        {may.forward && <Button onClick={() => setAsking('forward')}>{m.counter_forwarded()}</Button>}
        {may.decide && <Button onClick={() => setAsking('decide')}>{m.counter_decide()}</Button>}
      </div>
      {asking === 'concede' && <ConcedeDialog {...asked} onReply={(said) => reply(said)} />}
      {asking === 'contest' && (
        <ContestDialog
          {...asked}
          onReply={(text, files) =>
            reply({ kind: 'contest', text, files: files.map(({ added }) => added) }, files)
          }
        />
      )}
      {asking === 'forward' && (
        <ForwardedDialog {...asked} onDay={(on) => act.mutate({ what: 'forwarded', body: { on } })} />
      )}
      {asking === 'prove' && (
        <ProofDialog {...asked} onProof={(proof) => act.mutate({ what: 'proof', body: proof })} />
      )}
      {asking === 'decide' && (
        <DecideCounterDialog
          {...asked}
          onDecide={(decision) => act.mutate({ what: 'outcome', body: decision })}
        />
      )}
    </section>
  );
}

/** What was replied, proven and decided. */
function Said({ counter, claimId }: { counter: CounterNotice; claimId: string }) {
  const { reply, forwardedOn, proof, outcome } = counter;
  return (
    <>
      {reply && (
        <p>
          {reply.said.kind === 'concede'
            ? m.counter_event_conceded({ cause: concedeCauseName(reply.said.cause) })
            : m.counter_event_contested()}
          {reply.said.text !== '' && (
            <span className="said" dir="auto">
              {' '}
              {reply.said.text}
            </span>
          )}{' '}
          <span className="soft small">
            <TimeText utc={reply.at} /> · <bdi>{reply.by}</bdi>
          </span>
        </p>
      )}
      {reply?.said.kind === 'contest' && reply.said.files.length > 0 && (
        <ul className="plain">
          {reply.said.files.map((file) => (
            <li key={file.sha256}>
              <a href={blobUrl(file.sha256, claimId)}>
                <bdi>{file.name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {forwardedOn !== null && <p>{m.counter_forwarded_on({ day: formatDay(forwardedOn) })}</p>}
      {proof && (
        <p>
          {proof.kind === 'complaint'
            ? m.counter_proven_complaint({ day: formatDay(proof.on) })
            : m.counter_proven_suit({ day: formatDay(proof.on) })}{' '}
          <span className="said" dir="auto">
            {proof.text}
          </span>
        </p>
      )}
      {outcome && outcome.text !== '' && (
        <p className="said" dir="auto">
          {outcome.text}
        </p>
      )}
    </>
  );
}

function useAfter(claimId: string): (said: string) => Promise<void> {
  const announce = useAnnounce();
  const client = useQueryClient();
  return async (said) => {
    announce(said);
    await client.invalidateQueries({ queryKey: ['counter-notices'] });
    await client.invalidateQueries(claimQuery(claimId));
  };
}
