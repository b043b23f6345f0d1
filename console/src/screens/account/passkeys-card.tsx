import type { OwnPasskey } from '@marketsafe/contract';
import { Button, Card, Table } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useState } from 'react';
import { PasskeysNotHere, usePasskeysHere } from '../../components/sign-in/passkeys-here.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx';

const SYNCED = {
  yes: m.account_passkey_synced_yes,
  'not-yet': m.account_passkey_synced_not_yet,
  never: m.account_passkey_synced_never,
};

/** What is asked about before it is done. */
type Asked = { name: 'add' } | { name: 'rename' | 'remove'; passkey: OwnPasskey };

/** One's own passkeys, each with the way to rename and to remove it. */
export function PasskeysCard(props: {
  passkeys: readonly OwnPasskey[];
  onDone: (say: () => string) => void;
}) {
  const { passkeys, onDone } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const here = usePasskeysHere();
  const dialog = {
    onDone: (say: () => string) => {
      setAsked(null);
      onDone(say);
    },
    onClose: () => setAsked(null),
  };
  return (
    <Card title={m.account_passkeys()}>
      <p className="soft">{m.account_passkeys_about()}</p>
      {passkeys.length === 0 ? (
        <p>{m.account_passkeys_none()}</p>
      ) : (
        <Table
          caption={m.account_passkeys_caption()}
          captionHidden
          rows={passkeys}
          keyOf={({ passkeyId }) => passkeyId}
          columns={[
            {
              key: 'name',
              heading: m.account_token_name(),
              kind: 'header',
              cell: ({ name }) => <bdi>{name}</bdi>,
            },
            {
              key: 'synced',
              heading: m.account_passkey_synced(),
              cell: ({ synced }) => SYNCED[synced](),
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
              cell: (passkey) => (
                <span className="line">
                  <Button
                    size="small"
                    aria-haspopup="dialog"
                    aria-label={m.account_passkey_rename_of({ name: passkey.name })}
                    onClick={() => setAsked({ name: 'rename', passkey })}
                  >
                    {m.account_passkey_rename()}
                  </Button>
                  <Button
                    size="small"
                    aria-haspopup="dialog"
                    aria-label={m.account_passkey_remove_of({ name: passkey.name })}
                    onClick={() => setAsked({ name: 'remove', passkey })}
                  >
                    {m.account_passkey_remove()}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      )}
      {here === 'yes' ? (
        <div className="actions">
          <Button aria-haspopup="dialog" onClick={() => setAsked({ name: 'add' })}>
            {m.account_passkey_add()}
          </Button>
        </div>
      ) : (
        <PasskeysNotHere />
      )}
      {asked?.name === 'add' && <AddPasskeyDialog {...dialog} />}
      {asked?.name === 'rename' && <RenamePasskeyDialog {...dialog} passkey={asked.passkey} />}
      {asked?.name === 'remove' && <RemovePasskeyDialog {...dialog} passkey={asked.passkey} />}
    </Card>
  );
}
