import type { CaptureSeal } from '@marketsafe/contract';
import { Moment } from '../../../components/moment.tsx';
import { readReceipt } from '../../../format/time-window.ts';

/** What the program added to a capture: its receipt and the time-stamp of an authority, each with where it stands. */
export function SealRows({ seal }: { seal: CaptureSeal }) {
  const receipt = readReceipt(seal);
  const { timeStamp } = seal;
  return (
    <>
      <dt>Receipt</dt>
      <dd>
        {receipt ? (
          <>
            signed by the program, received <Moment utc={receipt.receivedAt} withUtc />, entry{' '}
            {receipt.audit.sequence} of the audit chain
          </>
        ) : (
          <em>cannot be read</em>
        )}
      </dd>
      <dt>Time-stamp</dt>
      <dd>
        {timeStamp.state === 'stamped' && (
          <>
            <span className="badge tone-good">Stamped</span> <Moment utc={timeStamp.at} withUtc /> by{' '}
            <bdi>{timeStamp.authority}</bdi>
          </>
        )}
        {timeStamp.state === 'pending' && (
          <>
            <span className="badge tone-warn">Pending</span> The authority has not answered yet; it is asked
            again by itself.
            {timeStamp.problem !== undefined && (
              <>
                {' '}
                <span className="soft">
                  Last answer: <bdi>{timeStamp.problem}</bdi>
                </span>
              </>
            )}
          </>
        )}
        {timeStamp.state === 'not-configured' && (
          <>
            <span className="badge tone-quiet">None</span> The program has no time-stamp authority: only its
            own receipt shows the latest time.
          </>
        )}
      </dd>
    </>
  );
}
