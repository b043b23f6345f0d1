import type { RaidContent } from '@marketsafe/contract';
import { m, marketplaceName } from '@marketsafe/words';

/** Measures in the drawing's own units. */
const ROW = 64;
const BOX = { width: 260, height: 48 };
const WIDTH = 800;
/** Most characters of a name in its box. */
const LONGEST = 28;

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Seized parties on one side, shops on the other, and what ties them: the picture of the table beside it. */
export function LinkGraph({ parties, links }: Pick<RaidContent, 'parties' | 'links'>) {
  const tied = links.filter(({ partyId }) => partyId !== null);
  if (tied.length === 0) return null;
  const shopKey = ({ marketplace, sellerId, shopUrl }: RaidContent['links'][number]) =>
    `${marketplace} ${sellerId || shopUrl}`;
  const shops = [...new Map(tied.map((link) => [shopKey(link), link])).values()];
  const rows = Math.max(parties.length, shops.length);
  const height = rows * ROW;
  // The shorter side stands in the middle of the longer.
  const yOf = (index: number, count: number) => (height - count * ROW) / 2 + index * ROW + ROW / 2;
  const right = WIDTH - BOX.width;
  const partyY = (partyId: string | null) =>
    yOf(
      parties.findIndex((party) => party.partyId === partyId),
      parties.length,
    );
  const shopY = (key: string) =>
    yOf(
      shops.findIndex((shop) => shopKey(shop) === key),
      shops.length,
    );
  return (
    <figure className="raid-graph">
      <section className="raid-graph-window" aria-label={m.raids_graph_window()}>
        <svg
          viewBox={`0 0 ${WIDTH} ${height}`}
          role="img"
          aria-label={m.raids_graph_label({ count: tied.length })}
        >
          {tied.map((link) => {
            const from = partyY(link.partyId);
            const to = shopY(shopKey(link));
            const middle = WIDTH / 2;
            return (
              <g key={link.linkId} className={`raid-tie raid-tie-${link.grade.toLowerCase()}`}>
                <path d={`M${BOX.width} ${from} C${middle} ${from} ${middle} ${to} ${right} ${to}`} />
                <circle cx={middle} cy={(from + to) / 2} r="11" />
                <text x={middle} y={(from + to) / 2 + 5} textAnchor="middle">
                  {link.grade}
                </text>
              </g>
            );
          })}
          {parties.map(({ partyId, name }, index) => {
            const y = yOf(index, parties.length);
            return (
              <g key={partyId} className="raid-node">
                <rect x="1" y={y - BOX.height / 2} width={BOX.width - 2} height={BOX.height} rx="6" />
                <text x="14" y={y + 5}>
                  {short(name || m.raids_party_number({ number: index + 1 }))}
                </text>
              </g>
            );
          })}
          {shops.map((shop) => {
            const y = shopY(shopKey(shop));
            return (
              <g key={shopKey(shop)} className="raid-node">
                <rect x={right + 1} y={y - BOX.height / 2} width={BOX.width - 2} height={BOX.height} rx="6" />
                <text x={right + 14} y={y - 3}>
                  {short(shop.sellerName || shop.sellerId || shop.shopUrl)}
                </text>
                <text x={right + 14} y={y + 15} className="raid-node-under">
                  {marketplaceName(shop.marketplace)}
                </text>
              </g>
            );
          })}
        </svg>
      </section>
      <figcaption className="soft small">{m.raids_graph_about()}</figcaption>
    </figure>
  );
}
