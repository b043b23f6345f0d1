import { madeWebhook, type Webhook, webhook as webhookAnswer } from '@marketsafe/contract';
import { Button, Dialog, Notice } from '@marketsafe/looks';
import { m, webhookHost } from '@marketsafe/words';
import { useState } from 'react';
import { remove, send } from '../../api/client.ts';
import { WEBHOOKS } from '../../api/webhook-queries.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useWebhookChange } from './use-webhook-change.ts';
import { WebhookForm, type WebhookTerms } from './webhook-form.tsx';

interface DialogProps {
  onDone: (say: () => string) => void;
  onClose: () => void;
}

/** Shows a secret, this once. */
function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog title={m.webhooks_secret_made()} onClose={onClose}>
      <div className="stack">
        <Notice tone="good" title={<code className="token">{secret}</code>} />
        <p className="soft">{m.webhooks_secret_help()}</p>
        <div className="actions">
          <CopyButton text={secret} what={m.webhooks_secret()} />
          <Button kind="main" onClick={onClose}>
            {m.account_done()}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Asks for a new webhook, and shows its secret. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  // The same at every try: an answer that was lost makes no second one.
  const [webhookId] = useState(() => crypto.randomUUID());
  const add = useWebhookChange((terms: WebhookTerms) =>
    send('POST', WEBHOOKS, { webhookId, ...terms }, madeWebhook),
  );
  if (add.data) return <SecretDialog secret={add.data.secret} onClose={onClose} />;
  return (
    <Dialog title={m.webhooks_add_title()} onClose={onClose}>
      <WebhookForm
        given={{ address: '', events: ['claim.state-changed', 'claim.answered'] }}
        doIt={m.webhooks_add_do()}
        busy={add.isPending}
        failure={add.error && <FailureNotice error={add.error} />}
        onTerms={(terms) => add.mutate(terms)}
        onClose={onClose}
      />
    </Dialog>
  );
}

/** Asks where a webhook leads from now on, and what it tells. */
export function ChangeDialog({ webhook, onDone, onClose }: DialogProps & { webhook: Webhook }) {
  const { webhookId, state, address, events } = webhook;
  const change = useWebhookChange((terms: WebhookTerms) =>
    send('PUT', `${WEBHOOKS}/${webhookId}`, { ...terms, active: state === 'active' }, webhookAnswer),
  );
  return (
    <Dialog title={m.webhooks_change_of({ host: webhookHost(webhook) })} onClose={onClose}>
      <WebhookForm
        given={{ address, events }}
        doIt={m.webhooks_change_do()}
        busy={change.isPending}
        failure={change.error && <FailureNotice error={change.error} />}
        onTerms={(terms) =>
          change.mutate(terms, {
            onSuccess: () => onDone(() => m.webhooks_changed({ host: webhookHost(terms) })),
          })
        }
        onClose={onClose}
      />
    </Dialog>
  );
}

/** Says how the secrets overlap, makes a new one, and shows it. */
export function SecretChangeDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { webhookId } = webhook;
  const change = useWebhookChange(() => send('POST', `${WEBHOOKS}/${webhookId}/secret`, {}, madeWebhook));
  if (change.data) return <SecretDialog secret={change.data.secret} onClose={onClose} />;
  return (
    <Dialog title={m.webhooks_rotate_of({ host: webhookHost(webhook) })} onClose={onClose}>
      <div className="stack">
        <p>{m.webhooks_rotate_about()}</p>
        {change.error && <FailureNotice error={change.error} />}
        <div className="actions">
          <Button kind="main" busy={change.isPending} onClick={() => change.mutate(undefined)}>
            {m.webhooks_rotate_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Says what removing a webhook comes to before it is done. */
export function EndDialog({ webhook, onDone, onClose }: DialogProps & { webhook: Webhook }) {
  const host = webhookHost(webhook);
  const end = useWebhookChange(() => remove(`${WEBHOOKS}/${webhook.webhookId}`));
  return (
    <Dialog title={m.webhooks_end_of({ host })} onClose={onClose}>
      <div className="stack">
        <p>{m.webhooks_end_about()}</p>
        {end.error && <FailureNotice error={end.error} />}
        <div className="actions">
          <Button
            kind="danger"
            busy={end.isPending}
            onClick={() =>
              end.mutate(undefined, { onSuccess: () => onDone(() => m.webhooks_ended({ host })) })
            }
          >
            {m.webhooks_end_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
    </Dialog>
  );
}
