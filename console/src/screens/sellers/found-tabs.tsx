import type { FoundClaim, SellerListing, SellerPage } from '@marketsafe/contract';
import { ForeignText, Table, Tabs } from '@marketsafe/looks';
import { counterStateName, formatDay, m, reasonName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';

type Tab = 'listings' | 'claims' | 'removals' | 'counters';
/** Height of a row until it has been measured, in pixels. */
const ROW = 56;

/** Listings, claims, removals and counter-notices of a seller. */
export function FoundTabs({ page, staff }: { page: SellerPage; staff: boolean }) {
  const [tab, setTab] = useState<Tab>('listings');
  const { listings, claims, removals, counterNotices } = page;
  return (
    <Tabs
      name={m.sellers_found()}
      chosen={tab}
      onChoose={setTab}
      tabs={[
        { id: 'listings', label: m.sellers_listings(), count: listings.length },
        { id: 'claims', label: m.console_nav_claims(), count: claims.length },
        { id: 'removals', label: m.sellers_timeline_removals(), count: removals.length },
        { id: 'counters', label: m.counter_title(), count: counterNotices.length },
      ]}
    >
      {tab === 'listings' && <Listings listings={listings} />}
      {tab === 'claims' && <Claims claims={claims} staff={staff} />}
      {tab === 'removals' && <Removals removals={removals} />}
      {tab === 'counters' && <Counters counters={counterNotices} />}
    </Tabs>
  );
}

function ClaimLink({ claimId, number }: { claimId: string; number: string }) {
  return (
    <Link to="/claims/$claimId" params={{ claimId }} data-row-link="">
      {number}
    </Link>
  );
}

function Listings({ listings }: { listings: readonly SellerListing[] }) {
  if (listings.length === 0) return <p className="soft">{m.sellers_none_here()}</p>;
  return (
    <VirtualTable
      framed
      caption={m.sellers_listings()}
      captionHidden
      rows={listings}
      rowHeight={ROW}
      keyOf={({ canonicalUrl }) => canonicalUrl}
      columns={[
        {
          key: 'listing',
          heading: m.counter_column_listing(),
          kind: 'header',
          cell: ({ title, itemId, canonicalUrl }) => (
            <>
              <Link to="/claims" search={{ q: canonicalUrl }} data-row-link="">
                <ForeignText text={title ?? itemId} />
              </Link>
              <br />
              <bdi className="soft small">{itemId}</bdi>
            </>
          ),
        },
        {
          key: 'claims',
          heading: m.console_nav_claims(),
          kind: 'number',
          cell: ({ claims }) => claims,
        },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state }) => <StateBadge state={state} />,
        },
        {
          key: 'last',
          heading: m.sellers_listings_last(),
          cell: ({ lastAt }) => <TimeText utc={lastAt} />,
        },
      ]}
    />
  );
}

function Claims({ claims, staff }: { claims: readonly FoundClaim[]; staff: boolean }) {
  if (claims.length === 0) return <p className="soft">{m.sellers_none_here()}</p>;
  return (
    <VirtualTable
      framed
      caption={m.console_nav_claims()}
      captionHidden
      rows={claims}
      rowHeight={ROW}
      keyOf={({ claimId }) => claimId}
      columns={[
        { key: 'claim', heading: m.counter_column_claim(), kind: 'header', cell: ClaimLink },
        {
          key: 'listing',
          heading: m.counter_column_listing(),
          cell: ({ target }) => <ForeignText text={target.title ?? target.itemId ?? ''} />,
        },
        ...(staff
          ? [
              {
                key: 'organisation',
                heading: m.search_column_organisation(),
                cell: ({ organisation }: FoundClaim) => organisation?.name,
              },
            ]
          : []),
        { key: 'right', heading: m.search_filter_right(), cell: ({ right }) => <bdi>{right.mark}</bdi> },
        { key: 'reason', heading: m.console_claim_reason(), cell: ({ reason }) => reasonName(reason) },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state }) => <StateBadge state={state} />,
        },
        {
          key: 'received',
          heading: m.counter_column_received(),
          cell: ({ receivedAt }) => <TimeText utc={receivedAt} />,
        },
      ]}
    />
  );
}

function Removals({ removals }: { removals: SellerPage['removals'] }) {
  if (removals.length === 0) return <p className="soft">{m.sellers_none_here()}</p>;
  return (
    <VirtualTable
      framed
      caption={m.sellers_timeline_removals()}
      captionHidden
      rows={removals}
      rowHeight={ROW}
      keyOf={({ claimId }) => claimId}
      columns={[
        { key: 'claim', heading: m.counter_column_claim(), kind: 'header', cell: ClaimLink },
        { key: 'right', heading: m.search_filter_right(), cell: ({ right }) => <bdi>{right.mark}</bdi> },
        { key: 'reason', heading: m.console_claim_reason(), cell: ({ reason }) => reasonName(reason) },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state }) => <StateBadge state={state} />,
        },
        { key: 'at', heading: m.sellers_removed_column(), cell: ({ at }) => <TimeText utc={at} /> },
      ]}
    />
  );
}

function Counters({ counters }: { counters: SellerPage['counterNotices'] }) {
  if (counters.length === 0) return <p className="soft">{m.sellers_none_here()}</p>;
  return (
    <Table
      framed
      caption={m.counter_title()}
      captionHidden
      rows={counters}
      keyOf={({ counterId }) => counterId}
      columns={[
        { key: 'claim', heading: m.counter_column_claim(), kind: 'header', cell: ClaimLink },
        {
          key: 'state',
          heading: m.counter_column_state(),
          cell: ({ state, chance }) => (
            <>
              {counterStateName(state)}
              <br />
              <span className="soft small">{m.counter_chance({ chance })}</span>
            </>
          ),
        },
        {
          key: 'received',
          heading: m.counter_column_received(),
          cell: ({ receivedOn }) => formatDay(receivedOn),
        },
      ]}
    />
  );
}
