import type { OwnIdentity } from '@marketsafe/contract';
import { Button, Card, Dialog, Table } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api/client.ts';
import { leaveForProvider, signInWaysQuery } from '../../api/sign-in-ways.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useAccountChange } from './use-account-change.ts';
import { NotProven, useProof } from './use-proof.tsx';

const labelOf = ({ label }: OwnIdentity): string => label ?? m.account_provider_unnamed();

/** One's accounts at the organisation's provider of sign-in; nothing where none is set up and none was linked. */
export function ProviderCard(props: {
  identities: readonly OwnIdentity[];
  onDone: (say: () => string) => void;
}) {
  const { identities, onDone } = props;
  const provider = useQuery(signInWaysQuery).data?.provider;
  const [asked, setAsked] = useState<OwnIdentity | null>(null);
  const { proven, dialog } = useProof();
  const link = useAccountChange(() =>
    proven(() => leaveForProvider('/v1/me/identities', { purpose: 'link' })),
  );
  if (!provider && identities.length === 0) return null;
  const name = provider?.name ?? m.account_provider_old();
  return (
    <Card title={m.account_provider({ name })}>
      {provider && <p className="soft">{m.account_provider_about({ name })}</p>}
      {identities.length === 0 ? (
        <p>{m.account_provider_none({ name })}</p>
      ) : (
        <Table
          caption={m.account_provider_caption()}
          captionHidden
          rows={identities}
          keyOf={({ identityId }) => identityId}
          columns={[
            {
              key: 'account',
              heading: m.account_provider_account(),
              kind: 'header',
              cell: (identity) => (
                <>
                  <bdi>{labelOf(identity)}</bdi>
                  {!identity.usable && <span className="soft small"> {m.account_provider_old()}</span>}
                </>
              ),
            },
            {
              key: 'created',
              heading: m.account_passkey_created(),
              cell: ({ createdAt }) => <TimeText utc={createdAt} />,
            },
            {
              key: 'used',
              heading: m.account_column_used(),
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? m.account_never() : <TimeText utc={lastUsedAt} />,
            },
            {
              key: 'change',
              heading: m.account_passkey_change(),
              cell: (identity) => (
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={m.account_provider_unlink_of({ name: labelOf(identity) })}
                  onClick={() => setAsked(identity)}
                >
                  {m.account_provider_unlink()}
                </Button>
              ),
            },
          ]}
        />
      )}
      {link.error && !(link.error instanceof NotProven) && <FailureNotice error={link.error} />}
      {provider && (
        <div className="actions">
          <Button busy={link.isPending || link.isSuccess} onClick={() => link.mutate(undefined)}>
            {m.account_provider_link()}
          </Button>
        </div>
      )}
      {asked && (
        <UnlinkDialog
          identity={asked}
          onDone={(say) => {
            setAsked(null);
            onDone(say);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {dialog}
    </Card>
  );
}

/** Says what unlinking an account comes to before it is done. */
function UnlinkDialog(props: {
  identity: OwnIdentity;
  onDone: (say: () => string) => void;
  onClose: () => void;
}) {
  const { identity, onDone, onClose } = props;
  const name = labelOf(identity);
  const { proven, dialog } = useProof();
  const unlink = useAccountChange(() => proven(() => remove(`/v1/me/identities/${identity.identityId}`)));
  return (
    <Dialog title={m.account_provider_unlink_of({ name })} onClose={onClose}>
      <div className="stack">
        <p>{m.account_provider_unlink_about()}</p>
        {unlink.error && !(unlink.error instanceof NotProven) && <FailureNotice error={unlink.error} />}
        <div className="actions">
          <Button
            kind="danger"
            busy={unlink.isPending}
            onClick={() =>
              unlink.mutate(undefined, {
                onSuccess: () => onDone(() => m.account_provider_unlinked({ name })),
              })
            }
          >
            {m.account_provider_unlink_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
      {dialog}
    </Dialog>
  );
}
