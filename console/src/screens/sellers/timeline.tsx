import type { SellerPage } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { formatDay, m } from '@marketsafe/words';

/** Places of a line on which a dot can stand: dots closer than that are one, which is larger. */
const PLACES = 100;
/** Radius of a dot in pixels: of one thing, and of ten or more. */
const SMALLEST = 4;
const LARGEST = 9;

/** What happened around a seller, on one line a kind. What it shows stands in the tables below, too. */
export function Timeline({ page }: { page: SellerPage }) {
  const penalties = page.entries.flatMap((entry) =>
    entry.kind === 'penalty' && !entry.undone ? [Date.parse(entry.said.since ?? entry.said.toldOn)] : [],
  );
  const lanes = [
    {
      name: m.console_nav_claims(),
      kind: 'claims',
      times: page.claims.map(({ receivedAt }) => Date.parse(receivedAt)),
    },
    {
      name: m.sellers_timeline_removals(),
      kind: 'removals',
      times: page.removals.map(({ at }) => Date.parse(at)),
    },
    {
      name: m.counter_title(),
      kind: 'counters',
      times: page.counterNotices.map(({ receivedOn }) => Date.parse(receivedOn)),
    },
    { name: m.sellers_column_penalties(), kind: 'penalties', times: penalties },
  ] as const;
  const all = lanes.flatMap(({ times }) => times);
  if (all.length === 0) return null;
  const from = Math.min(...all);
  const to = Math.max(...all, Date.parse(page.asOf));
  const day = (time: number) => formatDay(new Date(time).toISOString().slice(0, 10));
  const [claims, removals, counters, told] = lanes.map(({ times }) => times.length);
  return (
    <Card title={m.sellers_timeline()}>
      <div
        className="sellers-timeline"
        role="img"
        aria-label={m.sellers_timeline_picture({
          ...{ from: day(from), to: day(to), claims: claims ?? 0, removals: removals ?? 0 },
          ...{ counters: counters ?? 0, penalties: told ?? 0 },
        })}
      >
        {lanes.map(({ name, kind, times }) => (
          <div key={kind} className="sellers-lane">
            <span className="small soft">{name}</span>
            <svg className={`sellers-dots sellers-dots-${kind}`} height="24" aria-hidden="true">
              <line x1="0" x2="100%" y1="12" y2="12" />
              {dotsOf(times, from, to).map(({ place, count }) => (
                <circle
                  key={place}
                  cx={`${2 + (place / PLACES) * 96}%`}
                  cy="12"
                  r={Math.min(SMALLEST + (count - 1) / 2, LARGEST)}
                />
              ))}
            </svg>
          </div>
        ))}
        <div className="sellers-lane" aria-hidden="true">
          <span />
          <span className="sellers-scale soft small">
            <span>{day(from)}</span>
            <span>{day(to)}</span>
          </span>
        </div>
      </div>
    </Card>
  );
}

/** Times as places on the line, those that fall together as one. */
function dotsOf(times: readonly number[], from: number, to: number): { place: number; count: number }[] {
  const dots = new Map<number, number>();
  for (const time of times) {
    const place = to === from ? PLACES : Math.round(((time - from) / (to - from)) * PLACES);
    dots.set(place, (dots.get(place) ?? 0) + 1);
  }
  return [...dots].map(([place, count]) => ({ place, count }));
}
