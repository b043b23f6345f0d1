import '../packets/packets.css';
import './desk.css';
import {
  ANSWER_CAUSES,
  type AnswerOutcome,
  type AnswerSaid,
  type DeskPacketDetail,
  MOST_ANSWER_WORDS,
} from '@marketsafe/contract';
import { Button, CauseForm, Dialog, Notice, TextField, useAnnounce } from '@marketsafe/looks';
import { answerCauseName, answerOutcomeName, formatNumber, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import { deskAnswersQuery, deskCountersQuery } from '../../api/desk-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useRowKeys } from '../../components/use-row-keys.ts';
import { AnswersTable } from './answers-table.tsx';
import { DeskCounterDialog } from './desk-counter-dialog.tsx';
import { DeskList } from './desk-list.tsx';
import { countsOf, SendDialog } from './send-dialog.tsx';
import { useDraftAnswers } from './use-draft-answers.ts';
import { useSendAnswers } from './use-send-answers.ts';

/** What each key answers. */
const KEYS: Readonly<Record<string, AnswerOutcome>> = {
  a: 'acknowledged',
  d: 'removed',
  g: 'already-gone',
  m: 'needs-more',
  r: 'refused',
};

type Asked =
  | { what: 'refused' | 'needs-more'; positions: readonly number[] }
  | { what: 'counter'; position: number }
  | { what: 'send' };

/**
 * Where the marketplace's people answer a packet, link by link or many at once, by keys, by a list of their own, or by what is chosen. Nothing goes
 * before it is sent; what was sent can be taken back.
 */
export function DeskAnswers({ detail }: { detail: DeskPacketDetail }) {
  const { packetId, number } = detail.packet;
  const given = useQuery(deskAnswersQuery(packetId));
  const counters = useQuery(deskCountersQuery(packetId));
  const announce = useAnnounce();
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const draft = useDraftAnswers();
  const sending = useSendAnswers(packetId);
  const { links } = detail.disclosed;
  const isOpen = (position: number) => !detail.withdrawn.includes(position);

  /** Those that are chosen; otherwise the one that has the focus. */
  const meant = (position: number) => (chosen.size > 0 ? [...chosen] : [position]).filter(isOpen);
  function say(outcome: AnswerOutcome, positions: readonly number[]) {
    if (positions.length === 0) return;
    if (outcome === 'refused' || outcome === 'needs-more') setAsked({ what: outcome, positions });
    else enter(positions, { outcome, cause: null, words: '' });
  }
  function enter(positions: readonly number[], said: AnswerSaid | null) {
    draft.change(positions.map((position) => [position, said] as const));
    setChosen(new Set());
    announce(
      said === null
        ? m.portal_cleared()
        : m.portal_entered({ count: positions.length, outcome: nameOf(said) }),
    );
  }
  function choose(position: number) {
    const next = new Set(chosen);
    if (!next.delete(position)) next.add(position);
    setChosen(next);
  }
  useRowKeys({
    frame,
    count: links.length,
    show: () => undefined,
    keys: {
      ...Object.fromEntries(
        Object.entries(KEYS).map(([key, outcome]) => [
          key,
          (position: number) => say(outcome, meant(position)),
        ]),
      ),
      x: (position) => isOpen(position) && choose(position),
      n: (position) => isOpen(position) && setAsked({ what: 'counter', position }),
      u: () => draft.undo(),
      s: () => draft.drafts.size > 0 && setAsked({ what: 'send' }),
      c: (position) => enter(meant(position), null),
    },
  });
  const refusal = given.error ?? counters.error;
  return (
    <>
      {refusal && <FailureNotice error={refusal} onRetry={() => given.refetch()} />}
      {sending.error && <FailureNotice error={sending.error} />}
      {sending.sent.length > 0 && (
        <Notice tone="good" urgency="status">
          <p className="line">
            {m.portal_sent({ count: sending.sent.length })}
            <Button size="small" busy={sending.busy} onClick={() => sending.takeBack(sending.sent)}>
              {m.answers_undo()}
            </Button>
          </p>
        </Notice>
      )}
      <p className="soft small">{m.portal_keys()}</p>
      <DeskList
        packetId={packetId}
        onFound={(found) => draft.change(found.map(({ position, said }) => [position, said] as const))}
      />
      <div ref={frame} className="desk-answers">
        <AnswersTable
          detail={detail}
          given={given.data?.answers ?? []}
          counters={counters.data?.counterNotices ?? []}
          drafts={draft.drafts}
          chosen={chosen}
          onChoose={choose}
        />
      </div>
      <div className="packet-foot">
        <span>
          {chosen.size > 0
            ? m.portal_chosen({ count: chosen.size })
            : countsOf(draft.drafts) || m.portal_nothing_entered()}
        </span>
        {chosen.size > 0 &&
          Object.values(KEYS).map((outcome) => (
            <Button key={outcome} size="small" onClick={() => say(outcome, [...chosen].filter(isOpen))}>
              {answerOutcomeName(outcome)}
            </Button>
          ))}
        {chosen.size > 0 && (
          <Button
            size="small"
            busy={sending.busy}
            onClick={() => {
              sending.takeBack(answered([...chosen]));
              setChosen(new Set());
            }}
          >
            {m.answers_undo()}
          </Button>
        )}
        {draft.canUndo && (
          <Button size="small" onClick={draft.undo}>
            {m.portal_undo()}
          </Button>
        )}
        {draft.drafts.size > 0 && (
          <Button kind="main" onClick={() => setAsked({ what: 'send' })}>
            {m.portal_send({ count: formatNumber(draft.drafts.size) })}
          </Button>
        )}
      </div>
      {asked?.what === 'refused' && (
        <Dialog title={answerOutcomeName('refused')} onClose={() => setAsked(null)}>
          <CauseForm
            about={m.portal_refuse_about({ count: asked.positions.length })}
            label={m.portal_cause()}
            codes={ANSWER_CAUSES}
            nameOf={(cause) => answerCauseName(cause)}
            numbered
            lacking={m.portal_cause_needed()}
            textLabel={m.portal_words()}
            limit={MOST_ANSWER_WORDS}
            submit={m.portal_refuse()}
            cancel={m.console_cancel()}
            onGive={({ cause, text }) => {
              enter(asked.positions, { outcome: 'refused', cause, words: text });
              setAsked(null);
            }}
            onCancel={() => setAsked(null)}
          />
        </Dialog>
      )}
      {asked?.what === 'needs-more' && (
        <MoreDialog
          onClose={() => setAsked(null)}
          onSay={(words) => {
            enter(asked.positions, { outcome: 'needs-more', cause: null, words });
            setAsked(null);
          }}
        />
      )}
      {asked?.what === 'counter' && (
        <DeskCounterDialog
          packetId={packetId}
          position={asked.position}
          claim={links[asked.position]?.claim ?? ''}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.what === 'send' && (
        <SendDialog
          number={number}
          drafts={draft.drafts}
          links={links}
          busy={sending.busy}
          error={sending.error}
          onSend={() =>
            sending.send(draft.drafts, () => {
              draft.clear();
              setAsked(null);
            })
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );

  function answered(positions: readonly number[]): number[] {
    const there = new Set(given.data?.answers.map(({ position }) => position));
    return positions.filter((position) => there.has(position));
  }
}

function nameOf({ outcome, cause }: AnswerSaid): string {
  return cause === null ? answerOutcomeName(outcome) : answerCauseName(cause);
}

function MoreDialog(props: { onSay: (words: string) => void; onClose: () => void }) {
  const [words, setWords] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    props.onSay(words.trim());
  };
  return (
    <Dialog title={answerOutcomeName('needs-more')} onClose={props.onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField label={m.portal_wanted()} limit={MOST_ANSWER_WORDS} value={words} onChange={setWords} />
        <div className="actions">
          <Button type="submit" kind="main">
            {m.portal_enter()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
