import {
  COMPLAINT_READINGS,
  type StandingList,
  type StandingSettings,
  standingSettings,
} from '@marketsafe/contract';
import {
  Button,
  Card,
  Check,
  Dialog,
  Field,
  FieldGroup,
  Fold,
  Pair,
  Pairs,
  Table,
  useAnnounce,
} from '@marketsafe/looks';
import { formatNumber, m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { STANDING } from '../../api/standing-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

const NUMBERS = {
  takedown: { name: m.goodfaith_settings_takedown, least: 0, most: 10_000 },
  counters: { name: m.goodfaith_settings_counters, least: 0, most: 10_000 },
  volume: { name: m.goodfaith_settings_volume, least: 0, most: 1_000_000 },
  fewest: { name: m.goodfaith_settings_fewest, least: 1, most: 1_000 },
  undoDays: { name: m.goodfaith_settings_undo, least: 0, most: 365 },
} as const;
type NumberName = keyof typeof NUMBERS;
const NAMES = Object.keys(NUMBERS) as NumberName[];

const READINGS = { most: m.goodfaith_settings_most, every: m.goodfaith_settings_every } as const;

/** Thresholds and how is counted, with what they were before; who leads the program sets them. */
export function SettingsCard({
  settings,
  history,
  lead,
}: Pick<StandingList, 'settings' | 'history'> & { lead: boolean }) {
  const [changing, setChanging] = useState(false);
  return (
    <Card title={m.goodfaith_settings()}>
      <p className="soft">{m.goodfaith_about_source()}</p>
      <Values settings={settings} />
      {lead && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setChanging(true)}>
            {m.goodfaith_settings_change()}
          </Button>
        </div>
      )}
      {history.length > 0 && (
        <Fold summary={m.goodfaith_settings_history()}>
          <Table
            caption={m.goodfaith_settings_history()}
            captionHidden
            rows={history}
            keyOf={({ at }) => at}
            columns={[
              {
                key: 'at',
                heading: m.goodfaith_settings_at(),
                kind: 'header',
                cell: ({ at }) => <TimeText utc={at} />,
              },
              { key: 'by', heading: m.goodfaith_settings_by(), cell: ({ by }) => <bdi>{by}</bdi> },
              {
                key: 'values',
                heading: m.goodfaith_settings(),
                cell: (row) => <Values settings={row.settings} />,
              },
            ]}
          />
        </Fold>
      )}
      {changing && <SettingsDialog settings={settings} onClose={() => setChanging(false)} />}
    </Card>
  );
}

function Values({ settings }: { settings: StandingSettings }) {
  return (
    <Pairs>
      {NAMES.map((name) => (
        <Pair key={name} name={NUMBERS[name].name()}>
          {formatNumber(settings[name])}
        </Pair>
      ))}
      <Pair name={m.goodfaith_settings_complaint()}>{READINGS[settings.complaint]()}</Pair>
    </Pairs>
  );
}

function SettingsDialog({ settings, onClose }: { settings: StandingSettings; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(NAMES.map((name) => [name, String(settings[name])])) as Record<NumberName, string>,
  );
  const [complaint, setComplaint] = useState(settings.complaint);
  // An empty field is no zero.
  const numbers = Object.fromEntries(
    NAMES.map((name) => [name, typed[name].trim() === '' ? Number.NaN : Number(typed[name])]),
  );
  const given = standingSettings.safeParse({ ...numbers, complaint });
  const wrong = new Set(given.error?.issues.map(({ path }) => String(path[0])));
  const save = useMutation({
    mutationFn: (chosen: StandingSettings) => send('PUT', `${STANDING}/settings`, chosen, standingSettings),
    onSuccess: () => {
      announce(m.goodfaith_decided_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['standing'] }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (given.success) save.mutate(given.data);
  };
  return (
    <Dialog title={m.goodfaith_settings()} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {NAMES.map((name) => {
          const { least, most } = NUMBERS[name];
          return (
            <Field
              key={name}
              label={NUMBERS[name].name()}
              problem={
                wrong.has(name) ? m.goodfaith_settings_wrong({ least, most: formatNumber(most) }) : null
              }
            >
              {(control) => (
                <input
                  {...control}
                  type="number"
                  min={least}
                  max={most}
                  value={typed[name]}
                  onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                />
              )}
            </Field>
          );
        })}
        <FieldGroup legend={m.goodfaith_settings_complaint()}>
          {COMPLAINT_READINGS.map((reading) => (
            <Check
              key={reading}
              type="radio"
              name="complaint"
              checked={complaint === reading}
              onCheck={() => setComplaint(reading)}
            >
              {READINGS[reading]()}
            </Check>
          ))}
        </FieldGroup>
        {save.error && <FailureNotice error={save.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={save.isPending} unavailable={!given.success}>
            {m.goodfaith_settings_save()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
