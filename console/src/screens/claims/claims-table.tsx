import { type ClaimFilters, type FoundClaim, queryOf } from '@marketsafe/contract';
import { ForeignText, RowCheck, Table } from '@marketsafe/looks';
import { formatPrice, m, marketplaceName, placeName, reasonName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { blobUrl } from '../../api/queries.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { NewsBadge, newsOf } from './since-look.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** Height of a row until it has been measured, in pixels. */
const ROW = 110;

/** Rows that are drawn above and below those in sight. */
const OVERSCAN = 8;

/** Claims as a table whose rows can be chosen; only those in sight are drawn. Narrow windows show each row as a card. */
export function ClaimsTable(props: {
  claims: readonly FoundClaim[];
  filters: ClaimFilters;
  lookedAt: string | null;
  /** They are those of all organisations: each row says whose it is. */
  ofAll: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (claimIds: readonly string[], chosen: boolean) => void;
  /** The last of them is in sight. */
  onEnd: () => void;
}) {
  const { claims, filters, lookedAt, ofAll, chosen, onChoose, onEnd } = props;
  const all = claims.every(({ claimId }) => chosen.has(claimId));
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: claims.length,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    // The first rows are drawn before the window has been measured.
    initialRect: { width: 0, height: 900 },
    scrollMargin: frame.current?.offsetTop ?? 0,
    getItemKey: (index) => claims[index]?.claimId ?? index,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const margin = virtual.options.scrollMargin;
  const atEnd = last !== undefined && last.index >= claims.length - 1;
  useEffect(() => {
    if (atEnd) onEnd();
  }, [atEnd, onEnd]);
  useRowKeys({
    frame,
    count: claims.length,
    show: (index) => virtual.scrollToIndex(index),
    onChoose: (index) => {
      const claim = claims[index];
      if (claim) onChoose([claim.claimId], !chosen.has(claim.claimId));
    },
  });
  return (
    <div ref={frame} className="claims-frame">
      <Table
        framed
        className={ofAll ? 'claims-table claims-of-all' : 'claims-table'}
        caption={ofAll ? m.search_caption_all() : m.console_claims_caption()}
        captionHidden
        rows={items.flatMap(({ index }) => claims[index] ?? [])}
        part={{
          above: first === undefined ? 0 : first.start - margin,
          below: last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin),
          first: first?.index ?? 0,
          count: claims.length,
          measure: virtual.measureElement,
        }}
        keyOf={({ claimId }) => claimId}
        columns={[
          {
            key: 'choose',
            heading: m.console_claims_choose(),
            kind: 'choose',
            head: (
              <RowCheck
                name={m.console_claims_choose_all()}
                checked={all}
                onCheck={() =>
                  onChoose(
                    claims.map(({ claimId }) => claimId),
                    !all,
                  )
                }
              />
            ),
            cell: ({ claimId, number }) => (
              <RowCheck
                name={m.console_claims_choose_one({ number })}
                checked={chosen.has(claimId)}
                onCheck={(next) => onChoose([claimId], next)}
              />
            ),
          },
          {
            key: 'claim',
            heading: m.console_claims_column_claim(),
            kind: 'header',
            cell: (claim) => (
              <>
                <Link
                  to="/claims/$claimId"
                  params={{ claimId: claim.claimId }}
                  className="claim-number number"
                  data-row-link=""
                >
                  {claim.number}
                </Link>
                <span className="line">
                  <StateBadge state={claim.state} />
                  <NewsBadge news={newsOf(claim, lookedAt)} />
                </span>
              </>
            ),
          },
          ...(ofAll
            ? [
                {
                  key: 'organisation',
                  heading: m.search_column_organisation(),
                  cell: ({ organisation }: FoundClaim) =>
                    organisation && (
                      <Link
                        to="/claims"
                        search={queryOf({ ...filters, organisation: organisation.organisationId })}
                        aria-label={m.search_only_organisation({ name: organisation.name })}
                      >
                        {organisation.name}
                      </Link>
                    ),
                },
              ]
            : []),
          {
            key: 'listing',
            heading: m.console_claims_column_listing(),
            cell: (claim) => <ListingCell claim={claim} />,
          },
          {
            key: 'seller',
            heading: m.console_claims_column_seller(),
            cell: ({ target: { seller } }) => {
              const name = seller?.name ?? seller?.id;
              return name ? (
                <ForeignText text={name} />
              ) : (
                <em className="soft small">{m.console_claims_missing()}</em>
              );
            },
          },
          {
            key: 'price',
            heading: m.console_claims_column_price(),
            cell: ({ target: { price } }) =>
              price ? formatPrice(price) : <em className="soft small">{m.console_claims_missing()}</em>,
          },
          {
            key: 'right',
            heading: m.console_claims_column_right(),
            cell: ({ right, reason }) => (
              <>
                <strong>{right.mark}</strong>
                <span className="soft small">
                  {m.console_claims_right({ type: rightTypeName(right.type), place: placeName(right.place) })}
                </span>
                <span>{reasonName(reason)}</span>
              </>
            ),
          },
          {
            key: 'received',
            heading: m.console_claims_column_received(),
            cell: ({ receivedAt, submittedBy }) => (
              <>
                <TimeText utc={receivedAt} />
                <span className="soft small">{m.console_claims_by({ name: submittedBy.name })}</span>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function ListingCell({ claim: { claimId, screenshot, target } }: { claim: FoundClaim }) {
  return (
    <div className="listing-cell">
      {screenshot ? (
        <img src={blobUrl(screenshot, claimId)} alt="" width="96" height="60" loading="lazy" />
      ) : (
        <span className="no-picture">{m.console_claims_no_picture()}</span>
      )}
      <div>
        {target.title ? (
          <ForeignText text={target.title} className="clamp-3" />
        ) : (
          <em className="soft small">{m.console_claims_no_title()}</em>
        )}
        <span className="soft small">
          {marketplaceName(target.marketplace)} · {target.itemId}
        </span>
      </div>
    </div>
  );
}
