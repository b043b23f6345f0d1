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

/** Whether some of a packet's links, and not all, can go into one of their own. */
export function maySplit({ packet, belongs, disclosed }: PacketDetail, chosen: ReadonlySet<number>): boolean {
  return !belongs && packet.state === 'built' && chosen.size > 0 && chosen.size < disclosed.links.length;
}

/** What taking back asks about: the chosen links, or all where none is; null where the marketplace has nothing of it. */
export function takeBackAsked(
  { packet: { state }, belongs }: PacketDetail,
  chosen: ReadonlySet<number>,
): 'withdraw' | 'withdraw-all' | null {
  if (belongs || (state !== 'sent' && state !== 'acknowledged')) return null;
  return chosen.size > 0 ? 'withdraw' : 'withdraw-all';
}

/** What can be done with a packet as it stands, or with the links of it that are chosen. */
export function PacketFoot({ detail, chosen, mayRelease, onAsk, onClear }: Props) {
  const { packet, belongs, claims, toWithdraw } = detail;
  if (belongs) return null;
  const { state } = packet;
  const refused = claims.filter((claim) => claim.state === 'platform_rejected').length;
  const back = takeBackAsked(detail, chosen);
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
      {maySplit(detail, chosen) && (
        <Button onClick={() => onAsk('split')}>
          {m.triage_key({ name: m.packets_split({ count: chosen.size }), key: 'S' })}
        </Button>
      )}
      {back && (
        <Button kind="danger" onClick={() => onAsk(back)}>
          {m.triage_key({
            name:
              back === 'withdraw' ? m.packets_withdraw_chosen({ count: chosen.size }) : m.packets_withdraw(),
            key: 'W',
          })}
        </Button>
      )}
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
