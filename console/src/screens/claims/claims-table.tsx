import { type ClaimSummary, reasonByCode } from '@marketsafe/contract';
import { ForeignText, RowCheck, Table } from '@marketsafe/looks';
import { formatPrice, marketplaceName, placeName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { blobUrl } from '../../api/queries.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Claims as a table whose rows can be chosen; narrow windows show each row as a card. */
export function ClaimsTable(props: {
  claims: readonly ClaimSummary[];
  chosen: ReadonlySet<string>;
  onChoose: (claimIds: readonly string[], chosen: boolean) => void;
}) {
  const { claims, chosen, onChoose } = props;
  const all = claims.every(({ claimId }) => chosen.has(claimId));
  return (
    <Table
      framed
      className="claims-table"
      caption="Claims of your organisation, newest first"
      captionHidden
      rows={claims}
      keyOf={({ claimId }) => claimId}
      columns={[
        {
          key: 'choose',
          heading: 'Choose',
          kind: 'choose',
          head: (
            <RowCheck
              name="Choose every claim shown"
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
              name={`Choose claim ${number}`}
              checked={chosen.has(claimId)}
              onCheck={(next) => onChoose([claimId], next)}
            />
          ),
        },
        {
          key: 'claim',
          heading: 'Claim',
          kind: 'header',
          cell: ({ claimId, number, state }) => (
            <>
              <Link to="/claims/$claimId" params={{ claimId }} className="claim-number number">
                {number}
              </Link>
              <StateBadge state={state} />
            </>
          ),
        },
        { key: 'listing', heading: 'Listing', cell: (claim) => <ListingCell claim={claim} /> },
        {
          key: 'seller',
          heading: 'Seller',
          cell: ({ target: { seller } }) => {
            const name = seller?.name ?? seller?.id;
            return name ? <ForeignText text={name} /> : <em className="soft small">Not found</em>;
          },
        },
        {
          key: 'price',
          heading: 'Price',
          cell: ({ target: { price } }) =>
            price ? formatPrice(price) : <em className="soft small">Not found</em>,
        },
        {
          key: 'right',
          heading: 'Right and reason',
          cell: ({ right, reason }) => (
            <>
              <strong>{right.mark}</strong>
              <span className="soft small">
                {rightTypeName(right.type)}, {placeName(right.place)}
              </span>
              <span>{reasonByCode(reason).label}</span>
            </>
          ),
        },
        {
          key: 'received',
          heading: 'Received',
          cell: ({ receivedAt, submittedBy }) => (
            <>
              <TimeText utc={receivedAt} />
              <span className="soft small">by {submittedBy.name}</span>
            </>
          ),
        },
      ]}
    />
  );
}

function ListingCell({ claim: { screenshot, target } }: { claim: ClaimSummary }) {
  return (
    <div className="listing-cell">
      {screenshot ? (
        <img src={blobUrl(screenshot)} alt="" width="96" height="60" loading="lazy" />
      ) : (
        <span className="no-picture">No screenshot</span>
      )}
      <div>
        {target.title ? (
          <ForeignText text={target.title} className="clamp-3" />
        ) : (
          <em className="soft small">Title not found</em>
        )}
        <span className="soft small">
          {marketplaceName(target.marketplace)} · {target.itemId}
        </span>
      </div>
    </div>
  );
}
