import type { Webhook } from '@marketsafe/contract';
import { Button, Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { webhooksQuery } from '../../api/webhook-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { type Asked, WebhookCard } from './webhook-card.tsx';
import { AddDialog, ChangeDialog, EndDialog, SecretChangeDialog } from './webhook-dialogs.tsx';

type Question = { name: 'add' } | { name: Asked; webhook: Webhook };

/** Which programs of the organisation are told of what happens; for who manages it. */
export function WebhooksScreen() {
  const me = useQuery(meQuery).data;
  if (!me) return null;
  return (
    <>
      <PageHeading title={m.webhooks_title()} />
      {me.roles.includes('manager') ? (
        <Webhooks organisation={me.organisation.name} />
      ) : (
        <p>{m.webhooks_only_managers()}</p>
      )}
    </>
  );
}

function Webhooks({ organisation }: { organisation: string }) {
  const list = useQuery(webhooksQuery);
  const [asked, setAsked] = useState<Question | null>(null);
  const [done, setDone] = useState<(() => string) | null>(null);
  const close = () => setAsked(null);
  const finish = (say: () => string) => {
    setDone(() => say);
    close();
  };
  const dialog = { onDone: finish, onClose: close };
  return (
    <>
      <p>{m.webhooks_about({ organisation })}</p>
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.webhooks_loading()}</Loading>}
      <Result result={done && { tone: 'good', sentence: done() }} />
      <div className="actions">
        <Button kind="main" aria-haspopup="dialog" onClick={() => setAsked({ name: 'add' })}>
          {m.webhooks_add()}
        </Button>
      </div>
      {list.data?.webhooks.length === 0 && <p>{m.webhooks_none()}</p>}
      {list.data?.webhooks.map((webhook) => (
        <WebhookCard
          key={webhook.webhookId}
          webhook={webhook}
          onAsk={(name) => setAsked({ name, webhook })}
          onDone={finish}
        />
      ))}
      {asked?.name === 'add' && <AddDialog onClose={close} />}
      {asked?.name === 'change' && <ChangeDialog {...dialog} webhook={asked.webhook} />}
      {asked?.name === 'secret' && <SecretChangeDialog webhook={asked.webhook} onClose={close} />}
      {asked?.name === 'end' && <EndDialog {...dialog} webhook={asked.webhook} />}
    </>
  );
}
