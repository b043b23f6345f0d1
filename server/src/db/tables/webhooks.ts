import type { DeliveryOutcome, DeliveryState, WebhookEvent, WebhookState } from '@marketsafe/contract';
import type { ColumnType } from 'kysely';

interface Webhooks {
  organisation_id: string;
  webhook_id: string;
  address: string;
  events: WebhookEvent[];
  /** Sealed, about the webhook's id. */
  secret: Buffer;
  previous_secret: ColumnType<Buffer | null, undefined, Buffer | null>;
  previous_until: ColumnType<Date | null, undefined, Date | null>;
  state: ColumnType<WebhookState, undefined, WebhookState>;
  /** The organisation's change up to which messages are written. */
  after: number;
  failing_since: ColumnType<Date | null, undefined, Date | null>;
  created_at: Date;
  created_by: string;
  ended_at: ColumnType<Date | null, undefined, Date>;
}

interface WebhookDeliveries {
  organisation_id: string;
  delivery_id: string;
  webhook_id: string;
  event: string;
  /** As it is sent at every attempt. */
  body: string;
  at: Date;
  state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>;
  attempts: ColumnType<number, number | undefined, number>;
  next_at: ColumnType<Date, undefined, Date>;
  first_tried_at: ColumnType<Date | null, Date | undefined, Date>;
  last_tried_at: ColumnType<Date | null, Date | undefined, Date>;
  outcome: ColumnType<DeliveryOutcome | null, DeliveryOutcome | undefined, DeliveryOutcome>;
  status: ColumnType<number | null, number | null | undefined, number | null>;
}

/** Webhooks and what is sent to them. */
export interface WebhookTables {
  'app.webhooks': Webhooks;
  'app.webhook_deliveries': WebhookDeliveries;
}
