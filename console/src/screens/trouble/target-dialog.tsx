import {
  TROUBLE_LEVELS,
  type TroubleSettings,
  type TroubleSettingsHistory,
  troubleSettings,
  troubleSettingsHistory,
} from '@marketsafe/contract';
import { Button, Dialog, Loading, useAnnounce } from '@marketsafe/looks';
import { m, troubleLevelName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { send } from '../../api/client.ts';
import { TROUBLE_SETTINGS, troubleSettingsQuery } from '../../api/trouble-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HoursFields, useHours } from '../../components/hours-fields.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Within how many hours each level is to have answered: a program lead's to say, with what was said before. */
export function TargetDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(troubleSettingsQuery);
  return (
    <Dialog title={m.trouble_settings_title()} onClose={onClose}>
      {data && (
        <div className="stack">
          <Form settings={data.settings} onClose={onClose} />
          <History history={data.history} />
        </div>
      )}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.console_loading()}</Loading>}
    </Dialog>
  );
}

function Form({ settings, onClose }: { settings: TroubleSettings; onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const { typed, setTyped, hours } = useHours(TROUBLE_LEVELS, settings.targetHours);
  const given = troubleSettings.safeParse({ targetHours: hours });
  const wrong = new Set(given.error?.issues.map(({ path }) => String(path[1])));
  const save = useMutation({
    mutationFn: (chosen: TroubleSettings) => send('PUT', TROUBLE_SETTINGS, chosen, troubleSettingsHistory),
    onSuccess: (history) => {
      client.setQueryData(troubleSettingsQuery.queryKey, history);
      announce(m.trouble_settings_done());
      onClose();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (given.success) save.mutate(given.data);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="soft">{m.trouble_settings_about()}</p>
      <HoursFields
        names={TROUBLE_LEVELS}
        label={(level) => m.trouble_settings_hours({ level: troubleLevelName(level) })}
        typed={typed}
        wrong={wrong}
        onType={setTyped}
      />
      {save.error && <FailureNotice error={save.error} />}
      <div className="actions">
        <Button type="submit" kind="main" busy={save.isPending} unavailable={!given.success}>
          {m.triage_settings_save()}
        </Button>
        <Button onClick={onClose}>{m.console_cancel()}</Button>
      </div>
    </form>
  );
}

function History({ history }: Pick<TroubleSettingsHistory, 'history'>) {
  return (
    <section className="stack-small">
      <h3>{m.trouble_settings_history()}</h3>
      {history.length === 0 ? (
        <p className="soft">{m.trouble_settings_history_none()}</p>
      ) : (
        <ol className="history" reversed>
          {history.map(({ at, by, targetHours }) => (
            <li key={at}>
              {TROUBLE_LEVELS.map((level) =>
                m.trouble_settings_entry({ level: troubleLevelName(level), hours: targetHours[level] }),
              ).join(' · ')}
              <br />
              <span className="soft small">
                <TimeText utc={at} /> · {m.trouble_settings_by({ name: by })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
