import { PERIOD_UNITS, type ValueKind } from '@marketsafe/contract/procedures';
import { Check, Field } from '@marketsafe/looks';
import { m, procedureOptionName } from '@marketsafe/words';
import type { LeafForm } from './value-form.ts';

interface ControlsProps {
  field: string;
  kind: ValueKind;
  form: LeafForm;
  onForm: (change: Partial<LeafForm>) => void;
  /** What is wrong with the value; nothing while it can stay. */
  problem: string | null;
}

const UNIT_NAMES = {
  'business-days': m.procedure_unit_business_days,
  'calendar-days': m.procedure_unit_calendar_days,
  hours: m.procedure_unit_hours,
  months: m.procedure_unit_months,
} satisfies Record<(typeof PERIOD_UNITS)[number], unknown>;

/** What a value is typed into, by its kind. */
export function ValueControls({ field, kind, form, onForm, problem }: ControlsProps) {
  const type = (name: string, text: string) => onForm({ typed: { ...form.typed, [name]: text } });
  const tick = (option: string, isTicked: boolean) =>
    onForm({
      ticked: isTicked ? [...form.ticked, option] : form.ticked.filter((each) => each !== option),
    });
  const input = (
    name: string,
    label: string,
    more: { help?: string; lang?: string; inputMode?: 'numeric' } = {},
  ) => (
    <Field
      key={name}
      label={label}
      help={more.help && <p className="soft">{more.help}</p>}
      problem={name === firstOf(kind) ? problem : null}
    >
      {(control) => (
        <input
          {...control}
          value={form.typed[name] ?? ''}
          lang={more.lang}
          inputMode={more.inputMode}
          autoComplete="off"
          onChange={(event) => type(name, event.target.value)}
        />
      )}
    </Field>
  );
  const area = (name: string, label: string, lang: string, help?: string) => (
    <Field
      key={name}
      label={label}
      help={help && <p className="soft">{help}</p>}
      problem={name === firstOf(kind) ? problem : null}
    >
      {(control) => (
        <textarea
          {...control}
          rows={kind.editor === 'texts' ? 5 : 3}
          lang={lang}
          value={form.typed[name] ?? ''}
          onChange={(event) => type(name, event.target.value)}
        />
      )}
    </Field>
  );
  switch (kind.editor) {
    case 'text':
      return [
        area('en', m.procedure_dialog_english(), 'en'),
        area('zh', m.procedure_dialog_chinese(), 'zh-CN'),
      ];
    case 'texts':
      return [
        area('en', m.procedure_dialog_english(), 'en', m.procedure_dialog_lines()),
        area('zh', m.procedure_dialog_chinese(), 'zh-CN', m.procedure_dialog_lines()),
      ];
    case 'own-words':
      return [
        input('zh', m.procedure_dialog_chinese(), { lang: 'zh-CN', help: m.procedure_dialog_own_words() }),
        input('en', m.procedure_dialog_english(), { lang: 'en' }),
        input('other', m.procedure_dialog_other()),
      ];
    case 'number':
      return input('value', m.procedure_dialog_number(), { inputMode: 'numeric' });
    case 'address':
      return input('value', m.procedure_dialog_address());
    case 'tokens':
      return input('tokens', m.procedure_dialog_tokens());
    case 'places':
      return (
        <>
          <Check checked={form.ticked.includes('any')} onCheck={(isTicked) => tick('any', isTicked)}>
            {m.procedure_places_any()}
          </Check>
          {!form.ticked.includes('any') && input('places', m.procedure_dialog_places())}
        </>
      );
    case 'choices':
      return (
        <fieldset className="field">
          <legend>{m.procedure_dialog_choose()}</legend>
          {problem !== null && (
            <p className="field-problem" role="alert">
              {problem}
            </p>
          )}
          {kind.options.map((option) => (
            <Check
              key={option}
              checked={form.ticked.includes(option)}
              onCheck={(isTicked) => tick(option, isTicked)}
            >
              {procedureOptionName(field, option)}
            </Check>
          ))}
        </fieldset>
      );
    case 'choice':
      return (
        <Field label={m.procedure_dialog_choose()} problem={problem}>
          {(control) => (
            <select
              {...control}
              value={form.typed.value ?? ''}
              onChange={(event) => type('value', event.target.value)}
            >
              {kind.options.map((option) => (
                <option key={option} value={option}>
                  {procedureOptionName(field, option)}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    case 'period':
      return (
        <div className="side-by-side">
          {input('least', m.procedure_dialog_least(), {
            inputMode: 'numeric',
            help: m.procedure_dialog_least_help(),
          })}
          {input('most', m.procedure_dialog_most(), { inputMode: 'numeric' })}
          <Field label={m.procedure_dialog_unit()}>
            {(control) => (
              <select
                {...control}
                value={form.typed.unit ?? ''}
                onChange={(event) => type('unit', event.target.value)}
              >
                {PERIOD_UNITS.map((unit) => (
                  <option key={unit} value={unit}>
                    {UNIT_NAMES[unit]()}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      );
  }
}

/** The control beside which it stands what is wrong. */
function firstOf(kind: ValueKind): string {
  const names: Partial<Record<ValueKind['editor'], string>> = {
    ...{ text: 'en', texts: 'en', 'own-words': 'zh', tokens: 'tokens', places: 'places', period: 'most' },
  };
  return names[kind.editor] ?? 'value';
}
