import type { ClaimSummary } from '@marketsafe/contract';
import { ForeignText, RowCheck, Table } from '@marketsafe/looks';
import { formatPrice, m, marketplaceName, placeName, reasonName, rightTypeName } from '@marketsafe/words';
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
      caption={m.console_claims_caption()}
      captionHidden
      rows={claims}
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
          cell: ({ claimId, number, state }) => (
            <>
              <Link to="/claims/$claimId" params={{ claimId }} className="claim-number number">
                {number}
              </Link>
              <StateBadge state={state} />
            </>
          ),
        },
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

function ListingCell({ claim: { claimId, screenshot, target } }: { claim: ClaimSummary }) {
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
