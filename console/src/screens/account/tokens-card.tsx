import type { OwnToken } from '@marketsafe/contract';
import { Button, Card, Table } from '@marketsafe/looks';
import { m, scopePhrase } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api/client.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { useAccountChange } from './use-account-change.ts';

/** Tokens of programs of one's own, each with the way to end it. */
export function TokensCard({
  tokens,
  onDone,
}: {
  tokens: readonly OwnToken[];
  onDone: (say: () => string) => void;
}) {
  const me = useQuery(meQuery);
  const [asked, setAsked] = useState(false);
  const revoke = useAccountChange(({ tokenId }: OwnToken) => remove(`/v1/me/tokens/${tokenId}`));
  return (
    <Card title={m.account_tokens()}>
      <p className="soft">{m.account_tokens_about({ organisation: me.data?.organisation.name ?? '' })}</p>
      {revoke.error && <FailureNotice error={revoke.error} />}
      {tokens.length === 0 ? (
        <p>{m.account_tokens_none()}</p>
      ) : (
        <Table
          caption={m.account_tokens_caption()}
          captionHidden
          rows={tokens}
          keyOf={({ tokenId }) => tokenId}
          columns={[
            {
              key: 'name',
              heading: m.account_token_name(),
              kind: 'header',
              cell: ({ name }) => <bdi>{name}</bdi>,
            },
            { key: 'prefix', heading: m.account_token_begins(), cell: ({ prefix }) => <code>{prefix}</code> },
            {
              key: 'organisation',
              heading: m.account_column_organisation(),
              cell: ({ organisation }) => <bdi>{organisation}</bdi>,
            },
            {
              key: 'scopes',
              heading: m.account_token_scopes(),
              cell: ({ scopes }) => (
                <ul className="plain">
                  {scopes.map((scope) => (
                    <li key={scope}>{scopePhrase(scope)}</li>
                  ))}
                </ul>
              ),
            },
            {
              key: 'used',
              heading: m.account_column_used(),
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? m.account_never() : <TimeText utc={lastUsedAt} />,
            },
            {
              key: 'until',
              heading: m.account_token_until(),
              cell: ({ expiresAt }) => <TimeText utc={expiresAt} />,
            },
            {
              key: 'end',
              heading: m.account_column_end(),
              cell: (token) => (
                <Button
                  size="small"
                  busy={revoke.isPending}
                  aria-label={m.account_token_revoke_of({ name: token.name })}
                  onClick={() =>
                    revoke.mutate(token, {
                      onSuccess: () => onDone(() => m.account_token_revoked({ name: token.name })),
                    })
                  }
                >
                  {m.account_token_revoke()}
                </Button>
              ),
            },
          ]}
        />
      )}
      <div className="actions">
        <Button aria-haspopup="dialog" onClick={() => setAsked(true)}>
          {m.account_token_make()}
        </Button>
      </div>
      {asked && <TokenDialog onClose={() => setAsked(false)} />}
    </Card>
  );
}
