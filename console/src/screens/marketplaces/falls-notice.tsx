import type { MarketplaceReading } from '@marketsafe/contract';
import { Button, Notice } from '@marketsafe/looks';
import { factName, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { TimeText } from '../../components/time-text.tsx';
import type { ReadingRow } from './reading-rows.ts';

type Fall = MarketplaceReading['falls'][number];

/** Which facts fell, claims that lack them, and the switch beside it; without a fall, how the reading stands. */
export function FallsNotice(props: {
  reading: MarketplaceReading;
  row: ReadingRow;
  busy: boolean;
  onSwitch: (row: ReadingRow) => void;
}) {
  const { reading, row, busy, onSwitch } = props;
  const { falls, examples } = reading;
  const { name, off } = row;
  const change = (
    <Button
      kind={falls.length > 0 && !off ? 'main' : 'plain'}
      aria-haspopup={off ? undefined : 'dialog'}
      busy={busy}
      onClick={() => onSwitch(row)}
    >
      {off ? m.marketplaces_switch_on_of({ name }) : m.marketplaces_switch_off_of({ name })}
    </Button>
  );
  return (
    <>
      {off && (
        <Notice tone="info" urgency="status">
          <p>{m.marketplaces_found_off({ version: off.upToVersion, reason: off.reason })}</p>
        </Notice>
      )}
      {falls.length > 0 ? (
        <Notice tone="warn" title={m.marketplaces_found_fell_title({ name })} actions={change}>
          <ul className="marketplaces-listed">
            {falls.map((fall) => (
              <li key={fall.fact}>{sentenceOf(fall)}</li>
            ))}
          </ul>
          <p>{m.marketplaces_found_what_to_do()}</p>
          {examples.map(
            ({ fact, claims }) => claims.length > 0 && <Examples key={fact} fact={fact} claims={claims} />,
          )}
        </Notice>
      ) : (
        <div className="line">
          {reading.captures > 0 && <span>{m.marketplaces_found_no_fall()}</span>}
          {change}
        </div>
      )}
    </>
  );
}

function sentenceOf({ fact, days, before, now }: Fall): string {
  const said = {
    fact: factName(fact),
    ...now,
    foundBefore: before.found,
    capturesBefore: before.captures,
  };
  return days === 1
    ? m.marketplaces_found_fell_today(said)
    : m.marketplaces_found_fell_days({ ...said, days });
}

function Examples({ fact, claims }: MarketplaceReading['examples'][number]) {
  return (
    <div className="stack-small">
      <h2 className="small">{m.marketplaces_found_examples({ fact: factName(fact) })}</h2>
      <ul className="marketplaces-listed">
        {claims.map(({ claimId, number, receivedAt, version }) => (
          <li key={claimId}>
            <Link to="/claims/$claimId" params={{ claimId }} className="number">
              {number}
            </Link>{' '}
            <span className="soft small">
              <TimeText utc={receivedAt} /> · {m.marketplaces_found_version()} {version}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
