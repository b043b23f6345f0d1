import type { TestBuyDetail, TestBuyVault, VaultRead } from '@marketsafe/contract';
import { Button, Card, Field, Notice, TextField, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { openVault, testBuyQuery, writeVault } from '../../api/test-buy-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Persona and payment: closed until somebody who may opens them, which is written down. */
export function VaultTab({ buy }: { buy: TestBuyDetail }) {
  const open = useMutation({ mutationFn: () => openVault(buy.testBuyId) });
  const { version, at, by } = buy.vault;
  return (
    <Card title={m.testbuys_tab_vault()}>
      <p>{m.testbuys_vault_about()}</p>
      {version > 0 && at !== null && (
        <p className="soft small">
          {m.testbuys_vault_written({ name: by })} <TimeText utc={at} />
        </p>
      )}
      {!buy.may.vault && <Notice tone="info">{m.testbuys_vault_closed()}</Notice>}
      {buy.may.vault && !open.data && (
        <div className="actions">
          <Button busy={open.isPending} onClick={() => open.mutate()}>
            {m.testbuys_vault_open()}
          </Button>
        </div>
      )}
      {open.error && <FailureNotice error={open.error} />}
      {open.data && (
        <VaultForm key={open.data.version} buy={buy} read={open.data} onAgain={() => open.mutate()} />
      )}
    </Card>
  );
}

function VaultForm({ buy, read, onAgain }: { buy: TestBuyDetail; read: VaultRead; onAgain: () => void }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [base, setBase] = useState(read);
  const [vault, setVault] = useState<TestBuyVault>(read.vault);
  const save = useMutation({
    mutationFn: () => writeVault(buy.testBuyId, { version: base.version, vault }),
    onSuccess: async (saved) => {
      setBase(saved);
      announce(m.testbuys_vault_saved());
      await client.invalidateQueries({ queryKey: testBuyQuery(buy.testBuyId).queryKey });
    },
  });
  const line = (name: 'persona' | 'account' | 'payment', label: string, limit: number) => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          spellCheck={false}
          maxLength={limit}
          value={vault[name]}
          onChange={(event) => setVault({ ...vault, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="buy-grid">
        {line('persona', m.testbuys_vault_persona(), 300)}
        {line('account', m.testbuys_vault_account(), 300)}
        {line('payment', m.testbuys_vault_payment(), 500)}
      </div>
      <TextField
        label={m.testbuys_vault_recipient()}
        limit={1_000}
        value={vault.recipient}
        onChange={(recipient) => setVault({ ...vault, recipient })}
      />
      <TextField
        label={m.testbuys_vault_note()}
        help={<p className="soft">{m.testbuys_vault_never()}</p>}
        limit={2_000}
        value={vault.note}
        onChange={(note) => setVault({ ...vault, note })}
      />
      {save.error && <FailureNotice error={save.error} onRetry={onAgain} />}
      <div className="actions">
        <Button type="submit" kind="main" busy={save.isPending}>
          {m.testbuys_vault_save()}
        </Button>
        <span className="soft" role="status">
          {JSON.stringify(vault) === JSON.stringify(base.vault) ? m.raids_all_saved() : m.raids_unsaved()}
        </span>
      </div>
    </form>
  );
}
