import { MARKETPLACE_IDS, type MarketplaceId, type SellerList } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { enterSeller } from '../../api/seller-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ListFields } from './list-fields.tsx';

/** Puts a seller on a list whom no claim names yet. */
export function EnterDialog(props: { onClose: () => void; onEntered: (sellerId: string) => void }) {
  const client = useQueryClient();
  const [marketplace, setMarketplace] = useState<MarketplaceId>('aliexpress');
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [list, setList] = useState<SellerList | null>('allow');
  const [why, setWhy] = useState('');
  const [asked, setAsked] = useState(false);
  // One for the dialog: a second press after a lost answer is the same order.
  const [entryId] = useState(() => crypto.randomUUID());
  const lacks = id.trim() === '' && name.trim() === '';
  const enter = useMutation({
    mutationFn: () =>
      enterSeller({
        marketplace,
        id: id.trim() || null,
        name: name.trim() || null,
        entryId,
        list: list ?? 'watch',
        why: why.trim(),
      }),
    onSuccess: async ({ sellerId }) => {
      await client.invalidateQueries({ queryKey: ['sellers'] });
      props.onEntered(sellerId);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!lacks) enter.mutate();
  };
  return (
    <Dialog title={m.sellers_enter_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.sellers_enter_about()}</p>
        <Field label={m.console_claim_marketplace()}>
          {(control) => (
            <select
              {...control}
              value={marketplace}
              onChange={(event) =>
                setMarketplace(MARKETPLACE_IDS.find((each) => each === event.target.value) ?? marketplace)
              }
            >
              {MARKETPLACE_IDS.map((each) => (
                <option key={each} value={each}>
                  {marketplaceName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m.sellers_enter_id()} problem={asked && lacks ? m.sellers_enter_lacking() : null}>
          {(control) => (
            <input {...control} value={id} maxLength={200} onChange={(event) => setId(event.target.value)} />
          )}
        </Field>
        <Field label={m.sellers_enter_name()}>
          {(control) => (
            <input
              {...control}
              value={name}
              maxLength={300}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <ListFields list={list} why={why} off={false} onList={setList} onWhy={setWhy} />
        {enter.error !== null && <FailureNotice error={enter.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={enter.isPending}>
            {m.sellers_list_save()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
