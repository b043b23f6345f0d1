import { type Graduation, type GraduationDecision, graduation, type Standing } from '@marketsafe/contract';
import { Button, Card, Dialog, Field, Notice, Pair, Pairs, useAnnounce } from '@marketsafe/looks';
import { formatDay, graduationStateName, m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { GRADUATIONS } from '../../api/standing-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { ExportPart } from './export-part.tsx';

interface CardProps {
  standing: Standing;
  staff: boolean;
  /** Whether the reader may ask for it. */
  keeper: boolean;
}

/** Leaving the program: who asked, who decided, what can be done now, and what is taken along. */
export function GraduationCard({ standing, staff, keeper }: CardProps) {
  const [asking, setAsking] = useState(false);
  const last = standing.graduation;
  const isOpen = last !== null && ['asked', 'seconded', 'left'].includes(last.state);
  return (
    <Card title={m.goodfaith_graduation()}>
      <p>{m.goodfaith_graduation_about()}</p>
      <Notice tone="warn">{m.goodfaith_rejoin_rule()}</Notice>
      {last && <Last graduation={last} />}
      {!isOpen && (staff || keeper) && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setAsking(true)}>
            {staff ? m.goodfaith_propose() : m.goodfaith_ask()}
          </Button>
        </div>
      )}
      {last?.state === 'left' && keeper && <ExportPart />}
      {asking && <AskDialog standing={standing} staff={staff} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Last({ graduation: one }: { graduation: Graduation }) {
  const { state, asked, seconded, decided, undone, undoUntil, rejoinFrom } = one;
  return (
    <>
      <p>
        <strong>{graduationStateName(state)}</strong>
      </p>
      <Pairs>
        <Pair name={m.goodfaith_asked_by()}>
          <Who {...asked} />
        </Pair>
        {seconded && (
          <Pair name={m.goodfaith_seconded_by()}>
            <Who {...seconded} text="" />
          </Pair>
        )}
        {decided && (
          <Pair name={m.goodfaith_decided_by()}>
            <Who {...decided} />
          </Pair>
        )}
        {undone && (
          <Pair name={state === 'returned' ? m.goodfaith_returned_by() : m.goodfaith_undone_by()}>
            <Who {...undone} />
          </Pair>
        )}
        {rejoinFrom && <Pair name={m.goodfaith_rejoin_from()}>{formatDay(rejoinFrom)}</Pair>}
        {undoUntil && <Pair name={m.goodfaith_undo_until()}>{formatDay(undoUntil)}</Pair>}
      </Pairs>
      <Decide graduation={one} />
    </>
  );
}

function Who({ name, at, text }: { name: string; at: string; text: string }) {
  return (
    <>
      <bdi>{name}</bdi>
      <br />
      <span className="soft small">
        <TimeText utc={at} />
      </span>
      {text !== '' && (
        <>
          <br />
          <bdi>{text}</bdi>
        </>
      )}
    </>
  );
}

const ORDER = ['approve', 'refuse', 'take-back', 'readmit', 'undo'] as const;
const NAMES = {
  approve: m.goodfaith_approve,
  refuse: m.goodfaith_refuse,
  'take-back': m.goodfaith_take_back,
  undo: m.goodfaith_undo,
  readmit: m.goodfaith_readmit,
} satisfies Record<GraduationDecision['decision'], unknown>;

function Decide({ graduation: one }: { graduation: Graduation }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [undoing, setUndoing] = useState(false);
  const { may } = one;
  const decide = useMutation({
    mutationFn: (decision: GraduationDecision) =>
      send('POST', `${GRADUATIONS}/${one.graduationId}/decision`, decision, graduation),
    onSuccess: () => {
      announce(m.goodfaith_decided_done());
      setUndoing(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['standing'] }),
  });
  const { approve, refuse, takeBack, undo, readmit } = may;
  const allowed = { approve, refuse, 'take-back': takeBack, undo, readmit };
  const possible = ORDER.filter((decision) => allowed[decision]);
  if (possible.length === 0) return null;
  return (
    <>
      {decide.error && !undoing && <FailureNotice error={decide.error} />}
      <div className="actions">
        {possible.map((decision) => (
          <Button
            key={decision}
            kind={decision === 'approve' ? 'main' : 'plain'}
            busy={decide.isPending}
            onClick={() => (decision === 'undo' ? setUndoing(true) : decide.mutate({ decision, text: '' }))}
          >
            {NAMES[decision]()}
          </Button>
        ))}
      </div>
      {undoing && (
        <ReasonDialog
          title={m.goodfaith_undo()}
          help={m.goodfaith_undo_help()}
          submit={m.goodfaith_undo()}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={(text) => decide.mutate({ decision: 'undo', text })}
          onClose={() => setUndoing(false)}
        />
      )}
    </>
  );
}

function AskDialog({ standing, staff, onClose }: Omit<CardProps, 'keeper'> & { onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  // The same one again, where an answer was lost on its way.
  const [graduationId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const { organisation, overall } = standing;
  const ask = useMutation({
    mutationFn: () =>
      send(
        'POST',
        GRADUATIONS,
        { graduationId, organisationId: organisation.organisationId, text },
        graduation,
      ),
    onSuccess: () => {
      announce(m.goodfaith_asked_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['standing'] }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const { links, counters } = overall.pending;
  return (
    <Dialog
      title={staff ? m.goodfaith_propose_title({ organisation: organisation.name }) : m.goodfaith_ask_title()}
      onClose={onClose}
    >
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.goodfaith_ask_help()}</p>
        <Notice tone="warn">{m.goodfaith_rejoin_rule()}</Notice>
        {links + counters > 0 && <Notice tone="warn">{m.goodfaith_ask_pending({ links, counters })}</Notice>}
        <Field label={m.goodfaith_ask_text()}>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={1_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {ask.error && <FailureNotice error={ask.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={ask.isPending}>
            {m.goodfaith_ask_send()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
