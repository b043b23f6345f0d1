import type { SwitchOff } from '@marketsafe/contract';
import { Button, Toast } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { ReadingRow } from './reading-rows.ts';
import { SwitchOffDialog } from './switch-off-dialog.tsx';
import { type Switch, switchedSentence, useSwitch } from './use-switch.ts';

/**
 * The switch of a marketplace on any screen: off by a dialog that asks why, on at once, and either taken back by one press.
 * @returns `shown` belongs on the screen: the dialog, what was done and how to undo it, what went wrong
 */
export function useSwitching(): { onSwitch: (row: ReadingRow) => void; busy: boolean; shown: ReactNode } {
  const [asked, setAsked] = useState<ReadingRow | null>(null);
  const [done, setDone] = useState<Switch | null>(null);
  const change = useSwitch();

  function apply(wanted: Switch) {
    setDone(null);
    change.mutate(wanted, {
      onSuccess: () => {
        setDone(wanted);
        setAsked(null);
      },
    });
  }

  function onSwitch(row: ReadingRow) {
    change.reset();
    if (row.off) apply({ id: row.id, off: null, before: switchOf(row) });
    else setAsked(row);
  }

  const shown = (
    <>
      <Done done={done} busy={change.isPending} onUndo={apply} />
      {change.error && asked === null && <FailureNotice error={change.error} />}
      {asked && (
        <SwitchOffDialog
          key={asked.id}
          row={asked}
          busy={change.isPending}
          error={change.error}
          onConfirm={(wanted) => apply({ id: asked.id, off: wanted, before: switchOf(asked) })}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
  return { onSwitch, busy: change.isPending, shown };
}

function switchOf({ off }: ReadingRow): SwitchOff | null {
  return off && { upToVersion: off.upToVersion, reason: off.reason };
}

/** What was just done, and the way back. The dialog gave the focus back, so it stays there. */
function Done({
  done,
  busy,
  onUndo,
}: {
  done: Switch | null;
  busy: boolean;
  onUndo: (undo: Switch) => void;
}) {
  return (
    <Toast
      takesFocus={false}
      shown={
        done && {
          tone: done.off === null ? 'good' : 'info',
          title: switchedSentence(done),
          text: m.marketplaces_heard_soon(),
          actions: (first) => (
            <Button
              ref={first}
              busy={busy}
              onClick={() => onUndo({ ...done, off: done.before, before: done.off })}
            >
              {m.console_undo()}
            </Button>
          ),
        }
      }
    />
  );
}
