import type { CaptureSeal } from '@marketsafe/contract';
import { Badge, Pair, type Tone } from '@marketsafe/looks';
import { m, receiptLine, timeStampBadge, timeStampFailureSentence, timeStampLine } from '@marketsafe/words';

const TONES: Readonly<Record<CaptureSeal['timeStamp']['state'], Tone>> = {
  stamped: 'good',
  pending: 'warn',
  'not-configured': 'quiet',
};

/** What the program added to a capture: its receipt and the time-stamp of an authority, each with where it stands. */
export function SealRows({ seal }: { seal: CaptureSeal }) {
  const { timeStamp } = seal;
  return (
    <>
      <Pair name={m.evidence_label_receipt()}>{receiptLine(seal)}</Pair>
      <Pair name={m.evidence_label_time_stamp()}>
        <Badge tone={TONES[timeStamp.state]}>{timeStampBadge(timeStamp.state)}</Badge>{' '}
        <bdi>{timeStampLine(seal)}</bdi>
        {timeStamp.state === 'pending' &&
          timeStamp.failures?.map((failure) => (
            <span className="soft small" key={failure.authority}>
              {' '}
              <bdi>{timeStampFailureSentence(failure)}</bdi>
            </span>
          ))}
      </Pair>
    </>
  );
}
