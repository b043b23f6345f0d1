import { type Webhook, webhook as webhookAnswer, webhookDelivery } from '@marketsafe/contract';
import { Badge, Button, Card } from '@marketsafe/looks';
import { formatUtc, m, webhookEventName, webhookHost } from '@marketsafe/words';
import { send } from '../../api/client.ts';
import { WEBHOOKS } from '../../api/webhook-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { useWebhookChange } from './use-webhook-change.ts';

/** What is asked about before it is done. */
export type Asked = 'change' | 'secret' | 'end';

function StateBadge({ webhook: { state, failingSince } }: { webhook: Webhook }) {
  if (state === 'paused') return <Badge tone="quiet">{m.webhooks_state_paused()}</Badge>;
  if (state === 'disabled') return <Badge tone="bad">{m.webhooks_state_disabled()}</Badge>;
  if (failingSince === null) return <Badge tone="good">{m.webhooks_state_active()}</Badge>;
  return <Badge tone="warn">{m.webhooks_state_failing({ time: formatUtc(failingSince) })}</Badge>;
}

/** One webhook: where it leads, how it fares, what was sent last, and what can be done with it. */
export function WebhookCard(props: {
  webhook: Webhook;
  onAsk: (asked: Asked) => void;
  onDone: (say: () => string) => void;
}) {
  const { webhook, onAsk, onDone } = props;
  const { webhookId, address, events, state, pending, previousSecretUntil } = webhook;
  const host = webhookHost(webhook);
  const active = state === 'active';
  const turn = useWebhookChange(() =>
    send('PUT', `${WEBHOOKS}/${webhookId}`, { address, events, active: !active }, webhookAnswer),
  );
  const test = useWebhookChange(() => send('POST', `${WEBHOOKS}/${webhookId}/test`, {}, webhookDelivery));
  return (
    <Card title={<bdi>{host}</bdi>}>
      <p>
        <StateBadge webhook={webhook} /> <code className="token">{address}</code>
      </p>
      <ul className="plain">
        {events.map((one) => (
          <li key={one}>{webhookEventName(one)}</li>
        ))}
      </ul>
      {previousSecretUntil !== null && (
        <p className="soft">{m.webhooks_both_until({ time: formatUtc(previousSecretUntil) })}</p>
      )}
      {pending > 0 && <p>{m.webhooks_pending({ count: pending })}</p>}
      {(turn.error ?? test.error) && <FailureNotice error={turn.error ?? test.error} />}
      <div className="actions">
        {active && (
          <Button
            aria-label={m.webhooks_test_of({ host })}
            busy={test.isPending}
            onClick={() =>
              test.mutate(undefined, { onSuccess: () => onDone(() => m.webhooks_tested({ host })) })
            }
          >
            {m.webhooks_test()}
          </Button>
        )}
        <Button
          aria-label={(active ? m.webhooks_pause_of : m.webhooks_resume_of)({ host })}
          busy={turn.isPending}
          onClick={() =>
            turn.mutate(undefined, {
              onSuccess: () => onDone(() => (active ? m.webhooks_paused : m.webhooks_resumed)({ host })),
            })
          }
        >
          {active ? m.webhooks_pause() : m.webhooks_resume()}
        </Button>
        <Button
          aria-haspopup="dialog"
          aria-label={m.webhooks_change_of({ host })}
          onClick={() => onAsk('change')}
        >
          {m.webhooks_change()}
        </Button>
        <Button
          aria-haspopup="dialog"
          aria-label={m.webhooks_rotate_of({ host })}
          onClick={() => onAsk('secret')}
        >
          {m.webhooks_rotate()}
        </Button>
        <Button aria-haspopup="dialog" aria-label={m.webhooks_end_of({ host })} onClick={() => onAsk('end')}>
          {m.webhooks_end()}
        </Button>
      </div>
      <DeliveriesTable webhook={webhook} onDone={onDone} />
    </Card>
  );
}
