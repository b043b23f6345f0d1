import {
  PRIORITIES,
  REASONS,
  type ReviewSettings,
  reviewSettings as settingsSchema,
} from '@marketsafe/contract';
import { Button, Check, Dialog, FieldGroup, Loading } from '@marketsafe/looks';
import { m, priorityName, reasonName } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { settingsQuery } from '../../api/review-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HoursFields, useHours } from '../../components/hours-fields.tsx';

/** Which claims two people approve, and target times: a program lead's to say. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useQuery(settingsQuery);
  return (
    <Dialog title={m.triage_settings_title()} onClose={onClose}>
      {data && <Form settings={data} onClose={onClose} />}
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.console_loading()}</Loading>}
    </Dialog>
  );
}

function Form({ settings, onClose }: { settings: ReviewSettings; onClose: () => void }) {
  const [fourEyes, setFourEyes] = useState(settings.fourEyes);
  const { typed, setTyped, hours } = useHours(PRIORITIES, settings.targetHours);
  const given = settingsSchema.safeParse({ fourEyes, targetHours: hours });
  const wrong = new Set(given.error?.issues.map(({ path }) => String(path[1])));
  const save = useMutation({
    mutationFn: (chosen: ReviewSettings) => send('PUT', '/v1/review/settings', chosen, settingsSchema),
    onSuccess: onClose,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (given.success) save.mutate(given.data);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <FieldGroup legend={m.triage_settings_four_eyes()}>
        {REASONS.map(({ code }) => (
          <Check
            key={code}
            checked={fourEyes.includes(code)}
            onCheck={(checked) =>
              setFourEyes(checked ? [...fourEyes, code] : fourEyes.filter((each) => each !== code))
            }
          >
            {reasonName(code)}
          </Check>
        ))}
      </FieldGroup>
      <HoursFields
        names={PRIORITIES}
        label={(each) => m.triage_settings_hours({ priority: priorityName(each) })}
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
