import type { PacketDetail } from '@marketsafe/contract';
import { Button, Dialog } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { HandedInDialog } from './handed-in-dialog.tsx';
import type { Seen } from './packet-screen.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { useChange } from './use-change.ts';

/** What is asked about before it is done. `withdraw-asked`: of the links of which the participants took the claims back. */
export type Asked =
  | 'release'
  | 'handed-in'
  | 'cancel'
  | 'split'
  | 'withdraw'
  | 'withdraw-all'
  | 'withdraw-asked'
  | 'again';

interface Props {
  asked: Asked;
  detail: PacketDetail;
  chosen: readonly number[];
  seen: Seen;
  onDone: (say: () => string) => void;
  onClose: () => void;
}

/** The dialog of what is asked about a packet. */
export function PacketDialogs({ asked, detail, chosen, seen, onDone, onClose }: Props) {
  const { packet, contentSha256, toWithdraw, claims } = detail;
  const { number, packetId } = packet;
  const change = useChange(packetId);
  const { isPending: busy, error } = change;
  const shared = { busy, error, onClose };

  switch (asked) {
    case 'release':
      return (
        <ReleaseDialog
          {...shared}
          detail={detail}
          seen={seen}
          onRelease={(channel) =>
            change.mutate(
              { verb: 'release', body: { seen: contentSha256, channel } },
              { onSuccess: () => onDone(() => m.packets_released_done({ number })) },
            )
          }
        />
      );
    case 'handed-in':
      return (
        <HandedInDialog
          {...shared}
          number={number}
          onSent={(reference) =>
            change.mutate(
              { verb: 'sent', body: { reference } },
              { onSuccess: () => onDone(() => m.packets_handed_done({ number })) },
            )
          }
        />
      );
    case 'cancel':
      return (
        <ReasonDialog
          {...shared}
          title={m.packets_cancel_title({ number })}
          help={m.packets_cancel_help()}
          submit={m.packets_cancel_title({ number })}
          onSubmit={(text) =>
            change.mutate(
              { verb: 'cancel', body: { text } },
              { onSuccess: () => onDone(() => m.packets_cancel_done({ number })) },
            )
          }
        />
      );
    case 'split':
      return (
        <Dialog title={m.packets_split_title({ count: chosen.length })} onClose={onClose}>
          <div className="stack">
            <p>{m.packets_split_help()}</p>
            {error && <FailureNotice error={error} />}
            <div className="actions">
              <Button
                kind="main"
                busy={busy}
                onClick={() =>
                  change.mutate(
                    { verb: 'split', body: { seen: contentSha256, positions: chosen } },
                    { onSuccess: (made) => onDone(() => m.packets_split_done({ number: made.number })) },
                  )
                }
              >
                {m.packets_split_now()}
              </Button>
              <Button onClick={onClose}>{m.console_cancel()}</Button>
            </div>
          </div>
        </Dialog>
      );
    case 'again': {
      const refused = claims.filter(
        ({ state, position }) =>
          state === 'platform_rejected' && (chosen.length === 0 || chosen.includes(position)),
      );
      const positions = [...new Set(refused.map(({ position }) => position))];
      return (
        <ReasonDialog
          {...shared}
          title={m.packets_again_title({ number })}
          help={m.packets_again_help({ count: refused.length })}
          submit={m.packets_again_now()}
          onSubmit={(text) =>
            change.mutate(
              { verb: 'again', body: { positions, text } },
              { onSuccess: () => onDone(() => m.packets_again_done()) },
            )
          }
        />
      );
    }
    case 'withdraw':
    case 'withdraw-all':
    case 'withdraw-asked': {
      const positions = asked === 'withdraw-all' ? undefined : asked === 'withdraw' ? chosen : toWithdraw;
      return (
        <ReasonDialog
          {...shared}
          title={m.packets_withdraw_title({ number })}
          help={
            positions === undefined
              ? m.packets_withdraw_help_all()
              : m.packets_withdraw_help({ count: positions.length })
          }
          submit={m.packets_withdraw_now()}
          onSubmit={(text) =>
            change.mutate(
              { verb: 'withdrawal', body: { text, ...(positions && { positions }) } },
              { onSuccess: () => onDone(() => m.packets_withdraw_done()) },
            )
          }
        />
      );
    }
  }
}
