import { MARKETPLACE_IDS, type TestBuyContent, type TestBuyDetail } from '@marketsafe/contract';
import { Button, Card, Field, Notice } from '@marketsafe/looks';
import { m, marketplaceName, placeName } from '@marketsafe/words';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { vaultQueryOf } from '../../api/rights-queries.ts';
import { boughtCapturesQuery } from '../../api/test-buy-queries.ts';
import { ChosenField, TypedField } from '../../components/draft-fields.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import type { BuyDraft } from './use-buy-draft.ts';

interface FactsProps {
  buy: TestBuyDetail;
  draft: BuyDraft;
}

/** What is bought where, the capture from before, the order, and what came. */
export function FactsTab({ buy, draft }: FactsProps) {
  const { content, change } = draft;
  const { listing, order, parcel } = content;
  const set = <Part extends 'listing' | 'order' | 'parcel'>(
    part: Part,
    changed: Partial<TestBuyContent[Part]>,
  ) => change({ [part]: { ...content[part], ...changed } });
  const listed = (
    name: Exclude<keyof TestBuyContent['listing'], 'marketplace'>,
    label: string,
    limit: number,
  ) => (
    <TypedField
      label={label}
      path={`/listing/${name}`}
      limit={limit}
      value={listing[name]}
      onChange={(typed) => set('listing', { [name]: typed })}
    />
  );
  const came = (name: keyof TestBuyContent['parcel'], label: string, limit: number, help?: string) => (
    <TypedField
      label={label}
      path={`/parcel/${name}`}
      limit={limit}
      {...(help !== undefined && { help })}
      value={parcel[name]}
      onChange={(typed) => set('parcel', { [name]: typed })}
    />
  );
  return (
    <>
      <Card title={m.testbuys_part_listing()}>
        <div className="buy-grid">
          <TypedField
            label={m.raids_case()}
            path="/name"
            help={m.raids_stays()}
            limit={200}
            value={content.name}
            onChange={(name) => change({ name })}
          />
          <RightField draft={draft} />
          <ChosenField
            label={m.testbuys_doc_marketplace()}
            path="/listing/marketplace"
            none={m.raids_not_said()}
            value={listing.marketplace}
            options={MARKETPLACE_IDS.map((id) => [id, marketplaceName(id)])}
            onChange={(marketplace) => set('listing', { marketplace })}
          />
          {listed('url', m.testbuys_doc_url(), 2_000)}
          {listed('itemId', m.testbuys_doc_item(), 60)}
          {listed('title', m.owned_title_of_listing(), 500)}
          {listed('sellerName', m.testbuys_seller_name(), 300)}
          {listed('sellerId', m.testbuys_seller_id(), 200)}
        </div>
      </Card>
      <CaptureCard buy={buy} draft={draft} />
      <Card title={m.testbuys_part_order()}>
        <p className="soft">{m.testbuys_order_about()}</p>
        <div className="buy-grid">
          <TypedField
            label={m.testbuys_doc_order_number()}
            path="/order/number"
            help={m.testbuys_order_number_help()}
            limit={64}
            value={order.number}
            onChange={(number) => set('order', { number: number.trim() })}
          />
          <NumberField
            label={m.testbuys_doc_quantity()}
            path="/order/quantity"
            draft={draft}
            value={order.quantity}
            onChange={(quantity) => set('order', { quantity })}
          />
          <PriceFields draft={draft} />
        </div>
      </Card>
      <Card title={m.testbuys_part_parcel()}>
        <div className="buy-grid">
          {came('carrier', m.testbuys_doc_carrier(), 200)}
          {came('sender', m.testbuys_doc_sender(), 500)}
          {came('waybill', m.testbuys_waybill(), 100, m.raids_stays())}
          {came('condition', m.testbuys_condition(), 1_000, m.raids_stays())}
          {came('bag', m.testbuys_doc_bag(), 60)}
          {came('keptBy', m.testbuys_kept_by(), 300, m.raids_stays())}
        </div>
      </Card>
      <Card title={m.raids_part_notes()}>
        <TypedField
          label={m.raids_notes()}
          path="/notes"
          help={m.raids_stays()}
          limit={10_000}
          rows={4}
          value={content.notes}
          onChange={(notes) => change({ notes })}
        />
      </Card>
    </>
  );
}

function RightField({ draft }: { draft: BuyDraft }) {
  const list = useInfiniteQuery(vaultQueryOf({}));
  const { rightId } = draft.content;
  return (
    <div className="stack-small">
      <ChosenField
        label={m.testbuys_doc_right()}
        path="/rightId"
        none={m.raids_not_said()}
        value={rightId}
        options={(list.data?.rights ?? []).map((right) => [
          right.rightId,
          `${right.mark} · ${placeName(right.place)} · ${right.number}`,
        ])}
        onChange={(chosen) => draft.change({ rightId: chosen })}
      />
      {list.hasNextPage && (
        <span>
          <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {m.raids_rights_more()}
          </Button>
        </span>
      )}
    </div>
  );
}

function NumberField(props: {
  label: string;
  path: string;
  draft: BuyDraft;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <Field label={props.label} problem={props.draft.problem(props.path)}>
      {(control) => (
        <input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={props.value ?? ''}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/gu, '').slice(0, 7);
            props.onChange(digits === '' ? null : Number(digits));
          }}
        />
      )}
    </Field>
  );
}

const CURRENCIES = [
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'HKD',
  'SGD',
  'MYR',
  'THB',
  'VND',
  'IDR',
  'PHP',
  'JPY',
  'KRW',
];

function PriceFields({ draft }: { draft: BuyDraft }) {
  const { order } = draft.content;
  const { price } = order;
  const set = (next: TestBuyContent['order']['price']) => draft.change({ order: { ...order, price: next } });
  return (
    <>
      <Field label={m.testbuys_doc_price()} problem={draft.problem('/order/price')}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={0}
            step="any"
            value={price?.amount ?? ''}
            onChange={(event) => {
              const amount = event.target.valueAsNumber;
              set(Number.isFinite(amount) ? { amount, currency: price?.currency ?? 'CNY' } : null);
            }}
          />
        )}
      </Field>
      <ChosenField
        label={m.testbuys_currency()}
        path="/order/price/currency"
        value={price?.currency ?? 'CNY'}
        options={CURRENCIES.map((code) => [code, code])}
        onChange={(currency) => price && currency && set({ ...price, currency })}
      />
    </>
  );
}

/** The capture from before the order, chosen among those that the organisation has. */
function CaptureCard({ buy, draft }: FactsProps) {
  const { captureId, listing } = draft.content;
  const { data, error, refetch } = useQuery(boughtCapturesQuery(buy.testBuyId, buy.version));
  const offered = data?.captures ?? [];
  const chosen = [...(buy.capture ? [buy.capture] : []), ...offered].find(
    (one) => one.captureId === captureId,
  );
  const all = chosen && !offered.some((one) => one.captureId === captureId) ? [chosen, ...offered] : offered;
  const other =
    chosen && listing.itemId !== '' && chosen.itemId !== listing.itemId ? m.testbuys_capture_other() : null;
  return (
    <Card title={m.testbuys_capture()}>
      <p className="soft">{m.testbuys_capture_about()}</p>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      <ChosenField
        label={m.testbuys_capture_choose()}
        path="/captureId"
        none={m.testbuys_capture_none()}
        value={captureId}
        options={all.map((one) => [one.captureId, `${one.claimNumber} · ${one.title || one.itemId}`])}
        onChange={(next) => draft.change({ captureId: next })}
      />
      {data && all.length === 0 && <Notice tone="info">{m.testbuys_capture_unsent()}</Notice>}
      {captureId !== null && data && !chosen && <Notice tone="warn">{m.testbuys_capture_gone()}</Notice>}
      {chosen && (
        <>
          <p className="line">
            <Link to="/claims/$claimId" params={{ claimId: chosen.claimId }}>
              {chosen.claimNumber}
            </Link>
            <span className="soft small">
              {m.testbuys_capture_received()} <TimeText utc={chosen.receivedAt} />
            </span>
            <Button
              size="small"
              onClick={() => {
                const { marketplace, itemId, url, title, sellerName, sellerId } = chosen;
                draft.change({ listing: { marketplace, itemId, url, title, sellerName, sellerId } });
              }}
            >
              {m.testbuys_capture_take()}
            </Button>
          </p>
          {other && <Notice tone="warn">{other}</Notice>}
        </>
      )}
    </Card>
  );
}
