import {
  CHANGE_REASON_LIMIT,
  GRADES,
  type ScopeId,
  type Sourced,
  type ValuePath,
} from '@marketsafe/contract/procedures';
import { Button, Check, Dialog, Field } from '@marketsafe/looks';
import { gradeName, m, procedureFieldName, procedurePartName } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { kindAt } from '../../components/procedures/kind-at.ts';
import { marketplacesOf, scopeName, servedBy } from '../../components/procedures/scope-name.ts';
import { today } from '../../format/today.ts';
import { ValueControls } from './value-controls.tsx';
import { formOf, type LeafForm, leafOf, type WrongGroup } from './value-form.ts';

/** What is to hold from now on, where and why. */
export interface WantedChange extends ValuePath {
  scope: ScopeId;
  leaf: Sourced<unknown> | null;
  why: string;
}

const WRONG = {
  value: m.procedure_wrong_value,
  grade: m.procedure_wrong_value,
  source: m.procedure_wrong_source,
  seenOn: m.procedure_wrong_seen,
  note: m.procedure_wrong_note,
  why: m.procedure_wrong_why,
} as const satisfies Record<WrongGroup | 'why', unknown>;

interface ChangeDialogProps {
  path: ValuePath;
  /** As it stands; absent where there is nothing yet. */
  leaf: Sourced<unknown> | undefined;
  /** For whom it can be said: the first is chosen. */
  scopes: readonly ScopeId[];
  busy: boolean;
  error: unknown;
  onConfirm: (change: WantedChange) => void;
  onClose: () => void;
}

/** Asks what a value shall be, where that was read and why it is changed. */
export function ChangeDialog({ path, leaf, scopes, busy, error, onConfirm, onClose }: ChangeDialogProps) {
  const kind = kindAt(path);
  const [form, setForm] = useState<LeafForm>(() => formOf(kind, leaf, today()));
  const [scope, setScope] = useState(scopes[0] ?? null);
  const [why, setWhy] = useState('');
  const [wrong, setWrong] = useState<readonly (WrongGroup | 'why')[]>([]);
  const change = (part: Partial<LeafForm>) => setForm({ ...form, ...part });
  const problemOf = (group: WrongGroup | 'why') => (wrong.includes(group) ? WRONG[group]() : null);

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = leafOf(path, form);
    const found = [...read.wrong, ...(why.trim().length < 3 ? (['why'] as const) : [])];
    setWrong(found);
    if (read.leaf !== null && found.length === 0 && scope !== null)
      onConfirm({
        ...{ part: path.part, item: path.item, field: path.field },
        scope,
        leaf: read.leaf,
        why: why.trim(),
      });
  }

  return (
    <Dialog
      title={m.procedure_dialog_title({
        part: procedurePartName(path.part),
        field: procedureFieldName(path.field),
      })}
      onClose={onClose}
    >
      <form className="stack" onSubmit={confirm} noValidate>
        <ScopeField scopes={scopes} scope={scope} onScope={setScope} />
        <Check checked={form.isNotKnown} onCheck={(isNotKnown) => change({ isNotKnown })}>
          {m.procedure_dialog_not_known()}
        </Check>
        {!form.isNotKnown && (
          <>
            <ValueControls
              field={path.field}
              kind={kind}
              form={form}
              onForm={change}
              problem={problemOf('value')}
            />
            <SourceControls form={form} onForm={change} problem={problemOf('source')} />
          </>
        )}
        <Field label={m.procedure_dialog_seen()} problem={problemOf('seenOn')}>
          {(control) => (
            <input
              {...control}
              type="date"
              value={form.seenOn}
              onChange={(event) => change({ seenOn: event.target.value })}
            />
          )}
        </Field>
        {!form.isNotKnown && (
          <Check checked={form.isLookedAt} onCheck={(isLookedAt) => change({ isLookedAt })}>
            {m.procedure_dialog_looked()}
          </Check>
        )}
        <Note form={form} onForm={change} problem={problemOf('note')} />
        <WhyField why={why} onWhy={setWhy} problem={problemOf('why')} />
        {error !== null && <FailureNotice error={error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={busy}>
            {m.procedure_dialog_save()}
          </Button>
          <Button busy={busy} onClick={onClose}>
            {m.console_cancel()}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ScopeField(props: {
  scopes: readonly ScopeId[];
  scope: ScopeId | null;
  onScope: (scope: ScopeId) => void;
}) {
  const { scopes, scope, onScope } = props;
  return (
    <fieldset className="field">
      <legend>{m.procedure_dialog_scope()}</legend>
      {scopes.map((each) => {
        const name = scopeName(each);
        return (
          <Check key={each} type="radio" name="scope" checked={each === scope} onCheck={() => onScope(each)}>
            {marketplacesOf(each).length < 2
              ? name
              : m.procedure_dialog_scope_serves({ name, marketplaces: servedBy(each) })}
          </Check>
        );
      })}
    </fieldset>
  );
}

interface ControlsProps {
  form: LeafForm;
  onForm: (change: Partial<LeafForm>) => void;
  problem: string | null;
}

function SourceControls({ form, onForm, problem }: ControlsProps) {
  const text = (name: 'sourceAddress' | 'sourceDate', label: string, help: string) => (
    <Field label={label} help={<p className="soft">{help}</p>}>
      {(control) => (
        <input
          {...control}
          value={form[name]}
          autoComplete="off"
          onChange={(event) => onForm({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Field
        label={m.procedure_dialog_grade()}
        help={<p className="soft">{m.procedure_dialog_grade_help()}</p>}
      >
        {(control) => (
          <select {...control} value={form.grade} onChange={(event) => onForm({ grade: event.target.value })}>
            {GRADES.map((grade) => (
              <option key={grade} value={grade}>
                {gradeName(grade)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={m.procedure_dialog_source()} problem={problem}>
        {(control) => (
          <input
            {...control}
            value={form.sourceTitle}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => onForm({ sourceTitle: event.target.value })}
          />
        )}
      </Field>
      {text('sourceAddress', m.procedure_dialog_source_address(), m.procedure_dialog_source_address_help())}
      {text('sourceDate', m.procedure_dialog_source_date(), m.procedure_dialog_source_date_help())}
    </>
  );
}

function Note({ form, onForm, problem }: ControlsProps) {
  return (
    <details open={form.noteEn !== '' || problem !== null || undefined}>
      <summary>{m.procedure_dialog_note()}</summary>
      <div className="stack">
        <Field label={m.procedure_dialog_english()} problem={problem}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              lang="en"
              value={form.noteEn}
              onChange={(event) => onForm({ noteEn: event.target.value })}
            />
          )}
        </Field>
        <Field label={m.procedure_dialog_chinese()}>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              lang="zh-CN"
              value={form.noteZh}
              onChange={(event) => onForm({ noteZh: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

/** Why something is changed: it stands in the history. */
export function WhyField({
  why,
  onWhy,
  problem,
}: {
  why: string;
  onWhy: (why: string) => void;
  problem: string | null;
}) {
  return (
    <Field
      label={m.procedure_dialog_why()}
      help={<p className="soft">{m.procedure_dialog_why_help()}</p>}
      problem={problem}
    >
      {(control) => (
        <input
          {...control}
          value={why}
          maxLength={CHANGE_REASON_LIMIT}
          autoComplete="off"
          onChange={(event) => onWhy(event.target.value)}
        />
      )}
    </Field>
  );
}
