import { type ClaimFilters, type FoundClaim, queryOf } from '@marketsafe/contract';
import { ForeignText, RowCheck } from '@marketsafe/looks';
import { formatPrice, m, marketplaceName, placeName, reasonName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { blobUrl } from '../../api/queries.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { NewsBadge, newsOf } from './since-look.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 110;

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
  return (
    <VirtualTable
      framed
      className={ofAll ? 'claims-table claims-of-all' : 'claims-table'}
      caption={ofAll ? m.search_caption_all() : m.console_claims_caption()}
      captionHidden
      rows={claims}
      rowHeight={ROW}
      keys={{ x: ({ claimId }) => onChoose([claimId], !chosen.has(claimId)) }}
      onEnd={onEnd}
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
