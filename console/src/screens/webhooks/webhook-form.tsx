import { MOST_WEBHOOK_ADDRESS, WEBHOOK_EVENTS, type WebhookEvent, webhookOrder } from '@marketsafe/contract';
import { Button, Check, Field, FieldGroup } from '@marketsafe/looks';
import { m, webhookEventName } from '@marketsafe/words';
import { type ReactNode, type SubmitEvent, useState } from 'react';

/** What is asked of a webhook. */
export interface WebhookTerms {
  address: string;
  events: WebhookEvent[];
}

const terms = webhookOrder.omit({ webhookId: true });

/** Asks where a webhook leads, and what it tells. */
export function WebhookForm(props: {
  given: WebhookTerms;
  doIt: string;
  busy: boolean;
  failure: ReactNode;
  onTerms: (terms: WebhookTerms) => void;
  onClose: () => void;
}) {
  const [address, setAddress] = useState(props.given.address);
  const [events, setEvents] = useState(props.given.events);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = terms.safeParse({ address, events });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))));
    if (read.success) props.onTerms(read.data);
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={m.webhooks_address()}
        help={<p className="soft">{m.webhooks_address_help()}</p>}
        problem={wrong.has('address') ? m.webhooks_address_wrong() : null}
      >
        {(control) => (
          <input
            {...control}
            type="url"
            autoComplete="off"
            maxLength={MOST_WEBHOOK_ADDRESS}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <FieldGroup
        legend={m.webhooks_events()}
        problem={wrong.has('events') && events.length === 0 ? m.webhooks_events_wrong() : null}
      >
        {WEBHOOK_EVENTS.map((one) => (
          <Check
            key={one}
            checked={events.includes(one)}
            onCheck={(checked) =>
              setEvents(WEBHOOK_EVENTS.filter((each) => (each === one ? checked : events.includes(each))))
            }
          >
            {webhookEventName(one)}
          </Check>
        ))}
      </FieldGroup>
      {props.failure}
      <div className="actions">
        <Button type="submit" kind="main" busy={props.busy}>
          {props.doIt}
        </Button>
        <Button onClick={props.onClose}>{m.console_cancel()}</Button>
      </div>
    </form>
  );
}
