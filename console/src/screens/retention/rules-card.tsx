import {
  RETENTION_BOUNDS,
  RETENTION_STATES,
  type RetentionSettings,
  type RetentionState,
  retentionSettings,
} from '@marketsafe/contract';
import { Button, Card, Dialog, Field, Pair, Pairs, useAnnounce } from '@marketsafe/looks';
import { formatNumber, m, stateName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { RETENTION, retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** For how many days closed claims are kept, by their state; a program lead sets them. */
export function RulesCard({ settings, lead }: { settings: RetentionSettings; lead: boolean }) {
  const [changing, setChanging] = useState(false);
  return (
    <Card title={m.retention_rules()}>
      <p className="soft">{m.retention_rules_about()}</p>
      <Pairs>
        {RETENTION_STATES.map((state) => (
          <Pair key={state} name={stateName(state)}>
            {m.retention_days({ days: formatNumber(settings.days[state]) })}
          </Pair>
        ))}
      </Pairs>
      {lead && (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setChanging(true)}>
            {m.retention_rules_change()}
          </Button>
        </div>
      )}
      {changing && <RulesDialog settings={settings} onClose={() => setChanging(false)} />}
    </Card>
  );
}

type Typed = Readonly<Record<RetentionState, string>>;

function RulesDialog({ settings, onClose }: { settings: RetentionSettings; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>(
    () => Object.fromEntries(RETENTION_STATES.map((state) => [state, String(settings.days[state])])) as Typed,
  );
  const given = retentionSettings.safeParse({
    days: Object.fromEntries(RETENTION_STATES.map((state) => [state, Number(typed[state])])),
  });
  const wrong = new Set(given.error?.issues.map(({ path }) => String(path[1])));
  const save = useMutation({
    mutationFn: (chosen: RetentionSettings) =>
      send('PUT', `${RETENTION}/settings`, chosen, retentionSettings),
    onSuccess: () => {
      announce(m.retention_rules_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries(retentionQuery),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (given.success) save.mutate(given.data);
  };
  return (
    <Dialog title={m.retention_rules()} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft">{m.retention_rules_about()}</p>
        {RETENTION_STATES.map((state, index) => (
          <Field
            key={state}
            label={m.retention_rules_days({ state: stateName(state) })}
            problem={wrong.has(state) ? m.retention_rules_bounds(RETENTION_BOUNDS) : null}
          >
            {(control) => (
              <input
                {...control}
                // The dialog is longer than a window: without it what scrolls would have the focus.
                autoFocus={index === 0}
                className="input input-short"
                type="number"
                min={RETENTION_BOUNDS.least}
                max={RETENTION_BOUNDS.most}
                value={typed[state]}
                onChange={(event) => setTyped({ ...typed, [state]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {save.error && <FailureNotice error={save.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={save.isPending} unavailable={!given.success}>
            {m.triage_settings_save()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
