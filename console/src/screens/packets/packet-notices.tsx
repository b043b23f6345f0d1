import type { PacketDetail } from '@marketsafe/contract';
import { Button, Notice } from '@marketsafe/looks';
import { m, packetFaultSentence, packetWarningSentence } from '@marketsafe/words';
import { Fragment } from 'react';

/** Most links that a warning leads to by name. */
const MOST_NAMED = 12;

/** What keeps a packet here, what is to be known before it goes, and who releases it. */
export function PacketNotices({
  detail: { packet, own, belongs, faults, warnings, toWithdraw },
  onShow,
}: {
  detail: PacketDetail;
  onShow: (position: number) => void;
}) {
  const waits = packet.state === 'built';
  return (
    <>
      {belongs && <Notice tone="warn">{m.packets_belongs()}</Notice>}
      {waits && own && !belongs && <Notice tone="info">{m.packets_own()}</Notice>}
      {toWithdraw.length > 0 && (
        <Notice tone="bad" urgency="status">
          {m.packets_to_withdraw({ count: toWithdraw.length })}
        </Notice>
      )}
      {waits && faults.length > 0 && (
        <Notice tone="bad" urgency="alert" title={m.packets_faults()}>
          <ul className="bullets">
            {faults.map((fault) => (
              <li key={`${fault.code} ${fault.file}`}>{packetFaultSentence(fault)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {waits && warnings.length > 0 && (
        <Notice tone="warn" title={m.packets_warnings()}>
          <ul className="bullets">
            {warnings.map(({ code, positions }) => (
              <li key={code}>
                {packetWarningSentence(code)}{' '}
                {positions.slice(0, MOST_NAMED).map((position) => (
                  <Fragment key={position}>
                    <Button kind="link" onClick={() => onShow(position)}>
                      {m.packets_link_number({ number: position + 1 })}
                    </Button>{' '}
                  </Fragment>
                ))}
                {positions.length > MOST_NAMED && ` +${positions.length - MOST_NAMED}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
