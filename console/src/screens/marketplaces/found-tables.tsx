import type { FactName, MarketplaceReading } from '@marketsafe/contract';
import { Badge, Meter, Table } from '@marketsafe/looks';
import { FACT_ORDER, factName, m } from '@marketsafe/words';

/** How many of how many, in words and as a bar; `captures` may be none. */
interface Share {
  found: number;
  captures: number;
}

const inOrder = (one: FactName, other: FactName) => FACT_ORDER.indexOf(one) - FACT_ORDER.indexOf(other);

/** How often each fact was found, week by week and by version of what read the pages. */
export function FoundTables({ reading, off }: { reading: MarketplaceReading; off: number }) {
  const facts = reading.facts.toSorted((one, other) => inOrder(one.fact, other.fact));
  const fallen = new Set(reading.falls.map(({ fact }) => fact));
  const weeks = facts[0]?.weeks.length ?? 0;
  return (
    <>
      <Table
        framed
        caption={m.marketplaces_found_facts()}
        className="marketplaces-found"
        rows={facts}
        keyOf={({ fact }) => fact}
        columns={[
          {
            key: 'fact',
            heading: m.marketplaces_found_fact(),
            kind: 'header',
            cell: ({ fact }) => (
              <>
                {factName(fact)}
                {fallen.has(fact) && (
                  <>
                    {' '}
                    <Badge tone="warn">{m.marketplaces_found_less()}</Badge>
                  </>
                )}
              </>
            ),
          },
          ...Array.from({ length: weeks }, (_, week) => ({
            key: String(week),
            heading: headingOf(week),
            cell: (row: (typeof facts)[number]) => <ShareCell share={row.weeks[week]} />,
          })),
        ]}
      />
      <Table
        framed
        caption={m.marketplaces_found_versions()}
        className="marketplaces-found"
        rows={reading.versions}
        keyOf={({ version }) => String(version)}
        columns={[
          {
            key: 'version',
            heading: m.marketplaces_found_version(),
            kind: 'header',
            cell: ({ version }) => (
              <>
                {version}
                {version <= off && (
                  <>
                    {' '}
                    <Badge tone="warn">{m.marketplaces_found_version_off()}</Badge>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'captures',
            heading: m.marketplaces_found_captures(),
            kind: 'number',
            cell: ({ captures }) => captures,
          },
          ...facts.map(({ fact }) => ({
            key: fact,
            heading: factName(fact),
            cell: ({ captures, found }: MarketplaceReading['versions'][number]) => (
              <ShareCell share={{ captures, found: found[fact] ?? 0 }} />
            ),
          })),
        ]}
      />
    </>
  );
}

function headingOf(week: number): string {
  return week === 0
    ? m.marketplaces_found_week_now()
    : m.marketplaces_found_week({ from: week * 7, to: week * 7 + 6 });
}

function ShareCell({ share }: { share: Share | undefined }) {
  if (!share || share.captures === 0) {
    return <span className="soft small">{m.marketplaces_found_no_capture()}</span>;
  }
  return (
    <Meter value={share.found} of={share.captures}>
      {m.marketplaces_found_share({ ...share })}
    </Meter>
  );
}
