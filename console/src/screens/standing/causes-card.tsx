import type { Standing } from '@marketsafe/contract';
import { Card, Table } from '@marketsafe/looks';
import { answerCauseName, formatNumber, m, reasonName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** For what links were refused, the most frequent first; each leads to the claims. */
export function CausesCard({ standing }: { standing: Standing }) {
  const { causes, organisation } = standing;
  return (
    <Card title={m.goodfaith_causes()}>
      {causes.length === 0 ? (
        <p className="soft">{m.goodfaith_causes_none()}</p>
      ) : (
        <Table
          caption={m.goodfaith_causes()}
          captionHidden
          rows={causes}
          keyOf={({ cause, reason }) => `${cause} ${reason}`}
          columns={[
            {
              key: 'cause',
              heading: m.goodfaith_cause(),
              kind: 'header',
              cell: ({ cause }) => answerCauseName(cause),
            },
            {
              key: 'reason',
              heading: m.goodfaith_reason(),
              cell: ({ reason }) => (
                <Link
                  to="/claims"
                  aria-label={m.goodfaith_causes_open({ reason: reasonName(reason) })}
                  search={{ state: 'platform_rejected', reason, organisation: organisation.organisationId }}
                >
                  {reasonName(reason)}
                </Link>
              ),
            },
            {
              key: 'links',
              heading: m.goodfaith_refused_links(),
              kind: 'number',
              cell: ({ links }) => formatNumber(links),
            },
          ]}
        />
      )}
    </Card>
  );
}
