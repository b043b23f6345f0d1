import type { PacketDetail } from '@marketsafe/contract';
import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Asked } from './packet-dialogs.tsx';

interface Props {
  detail: PacketDetail;
  chosen: ReadonlySet<number>;
  mayRelease: boolean;
  onAsk: (asked: Asked) => void;
  onClear: () => void;
}

/** What can be done with a packet as it stands, or with the links of it that are chosen. */
export function PacketFoot({ detail, chosen, mayRelease, onAsk, onClear }: Props) {
  const { packet, belongs, claims, toWithdraw, disclosed } = detail;
  if (belongs) return null;
  const { state } = packet;
  const refused = claims.filter((claim) => claim.state === 'platform_rejected').length;
  const there = state === 'sent' || state === 'acknowledged';
  const some = chosen.size > 0 && chosen.size < disclosed.links.length;
  return (
    <div className="packet-foot">
      {state === 'built' && (
        <Button kind="main" unavailable={!mayRelease} onClick={() => onAsk('release')}>
          {m.triage_key({ name: m.packets_release(), key: 'R' })}
        </Button>
      )}
      {state === 'released' && (
        <Button kind="main" onClick={() => onAsk('handed-in')}>
          {m.packets_handed_in()}
        </Button>
      )}
      {toWithdraw.length > 0 && (
        <Button kind="main" onClick={() => onAsk('withdraw-asked')}>
          {m.packets_take_these_back()}
        </Button>
      )}
      {state === 'built' && some && (
        <Button onClick={() => onAsk('split')}>{m.packets_split({ count: chosen.size })}</Button>
      )}
      {there &&
        (chosen.size > 0 ? (
          <Button kind="danger" onClick={() => onAsk('withdraw')}>
            {m.packets_withdraw_chosen({ count: chosen.size })}
          </Button>
        ) : (
          <Button kind="danger" onClick={() => onAsk('withdraw-all')}>
            {m.packets_withdraw()}
          </Button>
        ))}
      {refused > 0 && <Button onClick={() => onAsk('again')}>{m.packets_again()}</Button>}
      {(state === 'built' || state === 'released') && (
        <Button kind="danger" onClick={() => onAsk('cancel')}>
          {m.packets_cancel()}
        </Button>
      )}
      {chosen.size > 0 && (
        <>
          <span role="status">{m.packets_chosen({ count: chosen.size })}</span>
          <Button kind="link" onClick={onClear}>
            {m.packets_clear()}
          </Button>
        </>
      )}
    </div>
  );
}
