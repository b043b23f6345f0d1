import {
  type BothCounts,
  judgeMeasure,
  type Measured,
  STANDING_MEASURES,
  type StandingMeasure,
  type StandingSettings,
  worseReading,
} from '@marketsafe/contract';
import { Badge } from '@marketsafe/looks';
import {
  formatNumber,
  formatShare,
  formatThreshold,
  m,
  measureName,
  measureStateName,
} from '@marketsafe/words';

const TONES = { met: 'good', missed: 'bad', few: 'quiet' } as const;

/** Whether a threshold is met, as a badge. */
export function MeasureBadge({ state }: Pick<Measured, 'state'>) {
  return <Badge tone={TONES[state]}>{measureStateName(state)}</Badge>;
}

/** A share as it is judged: cut off towards the worse. */
export function shareText(measure: StandingMeasure, { share }: Measured): string {
  if (measure === 'volume') return formatNumber(share.part);
  return formatShare(share, measure === 'takedown' ? 'down' : 'up');
}

function thresholdText(measure: StandingMeasure, settings: StandingSettings): string {
  switch (measure) {
    case 'takedown':
      return m.goodfaith_least({ share: formatThreshold(settings.takedown) });
    case 'counters':
      return m.goodfaith_most({ share: formatThreshold(settings.counters) });
    case 'volume':
      return m.goodfaith_more_than({ count: formatNumber(settings.volume) });
  }
}

/** How far a measure is from its threshold, in words. */
export function distanceText(
  measure: StandingMeasure,
  { state, share, distance }: Measured,
  settings: StandingSettings,
): string {
  if (distance === null) return m.goodfaith_out_of_reach();
  const count = formatNumber(distance);
  switch (measure) {
    case 'takedown':
      return share.part * 10_000 >= settings.takedown * share.of
        ? m.goodfaith_breaks_takedown({ count })
        : m.goodfaith_reach_removed({ count });
    case 'counters':
      return share.part * 10_000 <= settings.counters * share.of
        ? m.goodfaith_breaks_counters({ count })
        : m.goodfaith_reach_removed({ count });
    case 'volume':
      return state === 'met' ? m.goodfaith_breaks_volume({ count }) : m.goodfaith_reach_volume({ count });
  }
}

/** The three measures, each with its threshold, both ways to read it, and how far it is. */
export function Meters({ counts, settings }: { counts: BothCounts; settings: StandingSettings }) {
  return (
    <ul className="plain standing-meters">
      {STANDING_MEASURES.map((measure) => {
        const judged = judgeMeasure(measure, counts, settings);
        const worse = worseReading(judged);
        return (
          <li key={measure} className="standing-meter">
            <h2>{measureName(measure)}</h2>
            <p className="standing-figure">
              <strong>{shareText(measure, worse)}</strong> <MeasureBadge state={worse.state} />
            </p>
            <Scale measure={measure} worse={worse} settings={settings} />
            <p className="soft small">{thresholdText(measure, settings)}</p>
            <p className="small">{distanceText(measure, worse, settings)}</p>
            <dl className="standing-readings small">
              {(['links', 'complaints'] as const).map((reading) => (
                <div key={reading}>
                  <dt>{reading === 'links' ? m.goodfaith_by_links() : m.goodfaith_by_complaints()}</dt>
                  <dd>
                    {shareText(measure, judged[reading])}
                    {measure !== 'volume' && (
                      <span className="soft">
                        {' '}
                        {m.goodfaith_part_of({
                          part: formatNumber(judged[reading].share.part),
                          of: formatNumber(judged[reading].share.of),
                        })}
                      </span>
                    )}
                    {judged.worse === reading && (
                      <span className="visually-hidden"> {m.goodfaith_worse()}</span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

/** Where the share and its threshold are, as a picture of what stands beside it in words. */
function Scale({
  measure,
  worse,
  settings,
}: {
  measure: StandingMeasure;
  worse: Measured;
  settings: StandingSettings;
}) {
  const { part, of } = worse.share;
  // Of small shares a tenth is shown, of counts twice the threshold.
  const [value, mark] =
    measure === 'takedown'
      ? [of === 0 ? 0 : (100 * part) / of, settings.takedown / 100]
      : measure === 'counters'
        ? [of === 0 ? 0 : (1_000 * part) / of, settings.counters / 10]
        : [settings.volume === 0 ? 100 : (50 * part) / settings.volume, 50];
  return (
    <svg
      className={`standing-scale standing-scale-${worse.state}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="standing-scale-ground" width="100" height="8" />
      <rect className="standing-scale-value" width={Math.min(100, value)} height="8" />
      <rect className="standing-scale-mark" x={Math.min(99, mark)} width="1" height="8" />
    </svg>
  );
}
