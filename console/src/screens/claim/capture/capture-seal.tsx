import type { CaptureSeal } from '@marketsafe/contract';
import { Badge, Pair } from '@marketsafe/looks';
import { Moment } from '../../../components/moment.tsx';
import { readReceipt } from '../../../format/time-window.ts';

/** What the program added to a capture: its receipt and the time-stamp of an authority, each with where it stands. */
export function SealRows({ seal }: { seal: CaptureSeal }) {
  const receipt = readReceipt(seal);
  const { timeStamp } = seal;
  return (
    <>
      <Pair name="Receipt">
        {receipt ? (
          <>
            signed by the program, received <Moment utc={receipt.receivedAt} withUtc />, entry{' '}
            {receipt.audit.sequence} of the audit chain
          </>
        ) : (
          <em>cannot be read</em>
        )}
      </Pair>
      <Pair name="Time-stamp">
        {timeStamp.state === 'stamped' && (
          <>
            <Badge tone="good">Stamped</Badge> <Moment utc={timeStamp.at} withUtc /> by{' '}
            <bdi>{timeStamp.authority}</bdi>
          </>
        )}
        {timeStamp.state === 'pending' && (
          <>
            <Badge tone="warn">Pending</Badge> The authority has not answered yet; it is asked again by
            itself.
            {timeStamp.problem !== undefined && (
              <>
                {' '}
                <span className="soft small">
                  Last answer: <bdi>{timeStamp.problem}</bdi>
                </span>
              </>
            )}
          </>
        )}
        {timeStamp.state === 'not-configured' && (
          <>
            <Badge tone="quiet">None</Badge> The program has no time-stamp authority: only its own receipt
            shows the latest time.
          </>
        )}
      </Pair>
    </>
  );
}
