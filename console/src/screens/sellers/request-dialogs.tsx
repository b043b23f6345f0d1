import {
  LEAST_REPEATED,
  type NewPenaltyNote,
  type NewPenaltyRequest,
  PENALTY_WANTED,
  type PenaltyRequests,
  type PenaltyWanted,
  SELLER_TEXT_LIMIT,
} from '@marketsafe/contract';
import { Button, Dialog, Field, Notice, TextField } from '@marketsafe/looks';
import { m, penaltyRequestStateName, penaltyWantedName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { today } from '../../format/today.ts';

/** Days after which one looks whether there is an answer, unless one says something else. */
const LOOK_AFTER = 14;

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

interface Asked {
  busy: boolean;
  error: unknown;
  onClose: () => void;
}

/** Keeps that the marketplace was asked: for what, on which basis, and when to look whether it has answered. */
export function AskDialog(
  props: Asked & { found: PenaltyRequests; onAsk: (request: NewPenaltyRequest) => void },
) {
  const { raids, claims } = props.found;
  const [wanted, setWanted] = useState<PenaltyWanted>('penalty');
  const usable = raids.filter(({ closure }) => wanted === 'penalty' || closure);
  const bases = [
    ...usable.map(({ raidId, number, grade }) => ({
      ...{ key: raidId, name: m.penalties_basis_raid({ number, grade }) },
      basis: { kind: 'raid' as const, raidId },
    })),
    ...(claims.length < LEAST_REPEATED
      ? []
      : [
          {
            ...{ key: 'repeat', name: m.penalties_basis_repeat({ count: claims.length }) },
            basis: { kind: 'repeat' as const, claimIds: claims.map(({ claimId }) => claimId) },
          },
        ]),
  ];
  const [chosen, setChosen] = useState('');
  const found = bases.find(({ key }) => key === chosen) ?? bases[0];
  const [askedOn, setAskedOn] = useState(today());
  const [lookOn, setLookOn] = useState(daysAfter(today(), LOOK_AFTER));
  const [requestId] = useState(() => crypto.randomUUID());
  const askedWrong = askedOn === '' || askedOn > today();
  const lookWrong = lookOn <= askedOn;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!found || askedWrong || lookWrong) return;
    props.onAsk({ requestId, wanted, basis: found.basis, askedOn, lookOn });
  };
  return (
    <Dialog title={m.penalties_ask_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field label={m.raids_doc_request()}>
          {(control) => (
            <select
              {...control}
              value={wanted}
              onChange={(event) =>
                setWanted(PENALTY_WANTED.find((one) => one === event.target.value) ?? wanted)
              }
            >
              {PENALTY_WANTED.map((one) => (
                <option key={one} value={one}>
                  {penaltyWantedName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {found ? (
          <Field label={m.penalties_basis()}>
            {(control) => (
              <select {...control} value={found.key} onChange={(event) => setChosen(event.target.value)}>
                {bases.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : (
          <Notice tone="warn">{m.penalties_basis_none({ least: LEAST_REPEATED })}</Notice>
        )}
        <DayField
          label={m.penalties_asked_on()}
          day={askedOn}
          problem={askedWrong ? m.penalties_ahead() : null}
          onDay={setAskedOn}
        />
        <DayField
          label={m.penalties_look_on()}
          day={lookOn}
          problem={lookWrong ? m.penalties_look_wrong() : null}
          onDay={setLookOn}
        />
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy} unavailable={!found}>
            {m.penalties_send()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

const KINDS = ['refused', 'none', 'look'] as const;

/** Notes that it was refused, that no answer came, or when to look again. */
export function ToldDialog(props: Asked & { onNote: (note: NewPenaltyNote) => void }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('look');
  const [on, setOn] = useState(daysAfter(today(), LOOK_AFTER));
  const [text, setText] = useState('');
  const [noteId] = useState(() => crypto.randomUUID());
  const isWrong = on === '' || (kind !== 'look' && on > today());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isWrong) props.onNote({ kind, noteId, on, text: text.trim() });
  };
  return (
    <Dialog title={m.penalties_note_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field label={m.penalties_note_title()}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) => {
                const next = KINDS.find((one) => one === event.target.value) ?? kind;
                setKind(next);
                setOn(next === 'look' ? daysAfter(today(), LOOK_AFTER) : today());
              }}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {one === 'look' ? m.penalties_note_look() : penaltyRequestStateName(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <DayField
          label={kind === 'look' ? m.penalties_look_on() : m.penalties_told_on()}
          day={on}
          problem={isWrong ? m.penalties_ahead() : null}
          onDay={setOn}
        />
        <TextField label={m.penalties_text()} limit={SELLER_TEXT_LIMIT} value={text} onChange={setText} />
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.penalties_note_save()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function DayField(props: {
  label: string;
  day: string;
  problem: string | null;
  onDay: (day: string) => void;
}) {
  return (
    <Field label={props.label} problem={props.problem}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={props.day}
          onChange={(event) => props.onDay(event.target.value)}
        />
      )}
    </Field>
  );
}
