import type { PacketsBuilt } from '@marketsafe/contract';
import { Notice } from '@marketsafe/looks';
import { leftOutSentence, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** What building came to: the packets, what was left out and why, and what still waits. */
export function BuiltNotice({ built: { packets, leftOut, waiting } }: { built: PacketsBuilt }) {
  return (
    <Notice tone={packets.length > 0 ? 'good' : 'warn'} urgency="status">
      {packets.length === 0 && <p>{m.packets_built_none()}</p>}
      {packets.map(({ packetId, number, links }) => (
        <p key={packetId}>
          <Link to="/packets/$packetId" params={{ packetId }}>
            {m.packets_built_done({ number, count: links })}
          </Link>
        </p>
      ))}
      {leftOut.length > 0 && (
        <>
          <p>{m.packets_left_out({ count: leftOut.length })}</p>
          <ul className="bullets">
            {leftOut.map((one) => (
              <li key={`${one.claimId} ${one.cause}`}>{leftOutSentence(one)}</li>
            ))}
          </ul>
        </>
      )}
      {waiting > 0 && <p>{m.packets_waiting_rest({ count: waiting })}</p>}
    </Notice>
  );
}
