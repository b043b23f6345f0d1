import { figuresQuery } from '@marketsafe/contract';
import { Button, Choice, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { today } from '../../format/today.ts';
import { PERIODS, type Period } from './period.ts';

type Preset = keyof typeof PERIODS;

const isSame = (one: Period, other: Period) => one.from === other.from && one.to === other.to;

/** Chooses the days that are counted: one of a few periods, or any two days. */
export function PeriodForm({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const [typed, setTyped] = useState(period);
  const [shown, setShown] = useState(period);
  if (!isSame(period, shown)) {
    setShown(period);
    setTyped(period);
  }
  const isWrong = !figuresQuery.safeParse(typed).success;
  const names: Record<Preset, string> = {
    month: m.figures_preset_month(),
    quarter: m.figures_preset_quarter(),
    year: m.figures_preset_year(),
    calendar: m.figures_preset_calendar({ year: PERIODS.calendar(today()).from.slice(0, 4) }),
  };
  const presets = Object.keys(names) as Preset[];
  const chosen = presets.find((one) => isSame(PERIODS[one](today()), period));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isWrong) onPeriod(typed);
  };
  const day = (name: keyof Period, label: string) => (
    <Field label={label} problem={name === 'to' && isWrong ? m.figures_period_wrong() : null}>
      {(control) => (
        <input
          {...control}
          type="date"
          value={typed[name]}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form className="figures-period" onSubmit={submit} noValidate>
      <Choice<Preset | 'own'>
        name={m.figures_presets()}
        options={presets.map((one) => [one, names[one]] as const)}
        chosen={chosen ?? 'own'}
        onChoose={(one) => {
          if (one !== 'own') onPeriod(PERIODS[one](today()));
        }}
      />
      <div className="figures-days">
        {day('from', m.figures_from())}
        {day('to', m.figures_to())}
        <Button type="submit">{m.figures_count()}</Button>
      </div>
    </form>
  );
}
