import type { CaptureSeal } from '@marketsafe/contract';
import { m, receiptLine, timeStampBadge, timeStampLine } from '@marketsafe/words';

const TONES = { stamped: 'good', pending: 'warn', 'not-configured': 'quiet' } as const;

/** What the program added to a capture: its receipt and the time-stamp of an authority, each with where it stands. */
export function SealRows({ seal }: { seal: CaptureSeal }) {
  const { timeStamp } = seal;
  return (
    <>
      <dt>{m.evidence_label_receipt()}</dt>
      <dd>{receiptLine(seal)}</dd>
      <dt>{m.evidence_label_time_stamp()}</dt>
      <dd>
        <span className={`badge tone-${TONES[timeStamp.state]}`}>{timeStampBadge(timeStamp.state)}</span>{' '}
        <bdi>{timeStampLine(seal)}</bdi>
        {timeStamp.state === 'pending' && timeStamp.problem !== undefined && (
          <>
            {' '}
            <span className="soft">
              <bdi>{m.evidence_last_answer({ answer: timeStamp.problem })}</bdi>
            </span>
          </>
        )}
      </dd>
    </>
  );
}
