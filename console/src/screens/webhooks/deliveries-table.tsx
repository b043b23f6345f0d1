import { type Webhook, type WebhookDelivery, webhookDelivery } from '@marketsafe/contract';
import { Button, Fold, Table } from '@marketsafe/looks';
import { deliveryText, formatUtc, m, webhookEventName, webhookHost } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { send } from '../../api/client.ts';
import { deliveriesQuery, WEBHOOKS } from '../../api/webhook-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useNow } from '../../components/use-now.ts';
import { useWebhookChange } from './use-webhook-change.ts';

/** The last messages to a webhook, each with what came of it and, where it has not arrived, the way to try it now. */
export function DeliveriesTable({
  webhook,
  onDone,
}: {
  webhook: Webhook;
  onDone: (say: () => string) => void;
}) {
  const { webhookId, state } = webhook;
  const list = useQuery(deliveriesQuery(webhookId));
  const now = useNow();
  const retry = useWebhookChange(({ deliveryId }: WebhookDelivery) =>
    send('POST', `${WEBHOOKS}/${webhookId}/deliveries/${deliveryId}/retry`, {}, webhookDelivery),
  );
  const deliveries = list.data?.deliveries ?? [];
  return (
    <Fold summary={m.webhooks_deliveries()} open>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {retry.error && <FailureNotice error={retry.error} />}
      {list.data && deliveries.length === 0 && <p className="soft">{m.webhooks_deliveries_none()}</p>}
      {deliveries.length > 0 && (
        <Table
          caption={m.webhooks_deliveries_of({ host: webhookHost(webhook) })}
          captionHidden
          rows={deliveries}
          keyOf={({ deliveryId }) => deliveryId}
          columns={[
            {
              key: 'event',
              heading: m.webhooks_column_event(),
              kind: 'header',
              cell: ({ event }) => webhookEventName(event),
            },
            { key: 'at', heading: m.webhooks_column_at(), cell: ({ at }) => <TimeText utc={at} /> },
            {
              key: 'outcome',
              heading: m.webhooks_column_outcome(),
              cell: (delivery) => deliveryText(delivery, now),
            },
            { key: 'tries', heading: m.webhooks_column_tries(), cell: ({ attempts }) => attempts },
            {
              key: 'again',
              heading: m.webhooks_column_again(),
              cell: (delivery) =>
                delivery.state !== 'delivered' &&
                state === 'active' && (
                  <Button
                    size="small"
                    busy={retry.isPending}
                    aria-label={m.webhooks_retry_of({ time: formatUtc(delivery.at) })}
                    onClick={() => retry.mutate(delivery, { onSuccess: () => onDone(m.webhooks_retried) })}
                  >
                    {m.webhooks_retry()}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Fold>
  );
}
