import {
  type NewSellerEntry,
  PENALTY_CERTAINTIES,
  PENALTY_KINDS,
  PENALTY_TELLERS,
  type PenaltySaid,
  SELLER_TEXT_LIMIT,
  type SellerList,
} from '@marketsafe/contract';
import { Button, Dialog, Field, TextField } from '@marketsafe/looks';
import { m, penaltyCertaintyName, penaltyName, penaltyTellerName } from '@marketsafe/words';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { today } from '../../format/today.ts';
import { ListFields } from './list-fields.tsx';

interface Asked {
  busy: boolean;
  error: unknown;
  onKeep: (entry: NewSellerEntry) => void;
  onClose: () => void;
}

/** Puts the seller on a list, or off all of them. */
export function ListDialog(props: Asked & { name: string; now: SellerList | null }) {
  const [list, setList] = useState(props.now);
  const [why, setWhy] = useState('');
  const [entryId] = useState(() => crypto.randomUUID());
  return (
    <KeepDialog
      {...props}
      title={m.sellers_list_title({ name: props.name })}
      save={m.sellers_list_save()}
      onSave={() => props.onKeep({ kind: 'list', said: { list, why: why.trim() }, entryId })}
    >
      <ListFields list={list} why={why} off onList={setList} onWhy={setWhy} />
    </KeepDialog>
  );
}

/** Keeps a penalty that somebody told of. */
export function PenaltyDialog(props: Asked) {
  const [said, setSaid] = useState<PenaltySaid>({
    penalty: 'store-closed',
    toldOn: today(),
    since: null,
    by: 'marketplace',
    source: '',
    certainty: 'in-writing',
    points: null,
    text: '',
  });
  const [points, setPoints] = useState('');
  const [asked, setAsked] = useState(false);
  const [entryId] = useState(() => crypto.randomUUID());
  const set = (part: Partial<PenaltySaid>) => setSaid((before) => ({ ...before, ...part }));
  const number = points.trim() === '' ? null : Number(points);
  const pointsWrong = number !== null && !(Number.isInteger(number) && number >= 1 && number <= 1_000);
  const sourceLacks = said.source.trim() === '';
  const save = () => {
    setAsked(true);
    if (sourceLacks || pointsWrong || said.toldOn === '') return;
    props.onKeep({ kind: 'penalty', said: { ...said, points: number }, entryId });
  };
  return (
    <KeepDialog {...props} title={m.sellers_penalty_title()} save={m.sellers_penalty_save()} onSave={save}>
      <p>{m.sellers_penalty_about()}</p>
      <Chosen
        label={m.sellers_penalty_kind()}
        codes={PENALTY_KINDS}
        nameOf={penaltyName}
        chosen={said.penalty}
        onChoose={(penalty) => set({ penalty })}
      />
      <Field
        label={m.sellers_penalty_told_on()}
        problem={asked && said.toldOn === '' ? m.counter_day_needed() : null}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            value={said.toldOn}
            onChange={(event) => set({ toldOn: event.target.value })}
          />
        )}
      </Field>
      <Chosen
        label={m.sellers_penalty_by()}
        codes={PENALTY_TELLERS}
        nameOf={penaltyTellerName}
        chosen={said.by}
        onChoose={(by) => set({ by })}
      />
      <Field
        label={m.sellers_penalty_source()}
        problem={asked && sourceLacks ? m.sellers_penalty_source_lacking() : null}
      >
        {(control) => (
          <input
            {...control}
            maxLength={300}
            value={said.source}
            onChange={(event) => set({ source: event.target.value })}
          />
        )}
      </Field>
      <Chosen
        label={m.sellers_penalty_certainty()}
        codes={PENALTY_CERTAINTIES}
        nameOf={penaltyCertaintyName}
        chosen={said.certainty}
        onChoose={(certainty) => set({ certainty })}
      />
      <Field label={m.sellers_penalty_since()}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={said.since ?? ''}
            onChange={(event) => set({ since: event.target.value || null })}
          />
        )}
      </Field>
      <Field
        label={m.sellers_penalty_points()}
        problem={asked && pointsWrong ? m.sellers_penalty_points_wrong() : null}
      >
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            value={points}
            onChange={(event) => setPoints(event.target.value)}
          />
        )}
      </Field>
      <TextField
        label={m.sellers_penalty_text()}
        limit={SELLER_TEXT_LIMIT}
        value={said.text}
        onChange={(text) => set({ text })}
      />
    </KeepDialog>
  );
}

function Chosen<Code extends string>(props: {
  label: string;
  codes: readonly Code[];
  nameOf: (code: Code) => string;
  chosen: Code;
  onChoose: (code: Code) => void;
}) {
  const { codes, nameOf, chosen, onChoose } = props;
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          value={chosen}
          onChange={(event) => onChoose(codes.find((code) => code === event.target.value) ?? chosen)}
        >
          {codes.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function KeepDialog(props: Asked & { title: string; save: string; onSave: () => void; children: ReactNode }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    props.onSave();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {props.children}
        {props.error !== null && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {props.save}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
