import { type ClaimSummary, MARKETPLACES } from '@marketsafe/contract';
import { reasonName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { blobUrl } from '../../api/queries.ts';
import { ListingText } from '../../components/listing-text.tsx';
import { Moment } from '../../components/moment.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { placeName } from '../../format/names.ts';
import { formatPrice } from '../../format/price.ts';

const COLUMNS = ['Claim', 'Listing', 'Seller', 'Price', 'Right and reason', 'Received'] as const;

/** Claims as a table whose rows can be chosen; narrow windows show each row as a card. */
export function ClaimsTable(props: {
  claims: readonly ClaimSummary[];
  chosen: ReadonlySet<string>;
  onChoose: (claimIds: readonly string[], chosen: boolean) => void;
}) {
  const { claims, chosen, onChoose } = props;
  const all = claims.every(({ claimId }) => chosen.has(claimId));
  return (
    <table className="claims-table">
      <caption className="visually-hidden">Claims of your organisation, newest first</caption>
      <thead>
        <tr>
          <td className="choose-cell">
            <input
              type="checkbox"
              aria-label="Choose every claim shown"
              checked={all}
              onChange={() =>
                onChoose(
                  claims.map(({ claimId }) => claimId),
                  !all,
                )
              }
            />
          </td>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <ClaimRow
            key={claim.claimId}
            claim={claim}
            chosen={chosen.has(claim.claimId)}
            onChoose={(next) => onChoose([claim.claimId], next)}
          />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow(props: { claim: ClaimSummary; chosen: boolean; onChoose: (chosen: boolean) => void }) {
  const { claim, chosen, onChoose } = props;
  const { target, right } = claim;
  const seller = target.seller?.name ?? target.seller?.id;
  return (
    <tr>
      <td className="choose-cell">
        <input
          type="checkbox"
          aria-label={`Choose claim ${claim.number}`}
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </td>
      <th scope="row">
        <Link to="/claims/$claimId" params={{ claimId: claim.claimId }} className="claim-number">
          {claim.number}
        </Link>
        <StateBadge state={claim.state} />
      </th>
      <td data-label="Listing">
        <div className="listing-cell">
          {claim.screenshot ? (
            <img src={blobUrl(claim.screenshot)} alt="" width="96" height="60" loading="lazy" />
          ) : (
            <span className="no-picture">No screenshot</span>
          )}
          <div>
            {target.title ? (
              <ListingText text={target.title} className="listing-title" />
            ) : (
              <em className="soft">Title not found</em>
            )}
            <span className="soft">
              {MARKETPLACES[target.marketplace].name} · {target.itemId}
            </span>
          </div>
        </div>
      </td>
      <td data-label="Seller">
        {seller ? <ListingText text={seller} /> : <em className="soft">Not found</em>}
      </td>
      <td data-label="Price">
        {target.price ? formatPrice(target.price) : <em className="soft">Not found</em>}
      </td>
      <td data-label="Right and reason">
        <strong>{right.mark}</strong>
        <span className="soft">
          {rightTypeName(right.type)}, {placeName(right.place)}
        </span>
        <span>{reasonName(claim.reason)}</span>
      </td>
      <td data-label="Received">
        <Moment utc={claim.receivedAt} />
        <span className="soft">by {claim.submittedBy.name}</span>
      </td>
    </tr>
  );
}
