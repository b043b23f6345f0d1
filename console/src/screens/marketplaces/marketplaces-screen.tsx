import { Button, Loading, Notice, Toast } from '@marketsafe/looks';
import './marketplaces.css';
import { isProgramStaff, type SwitchOff } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../api/failure.ts';
import { marketplacesQuery, meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { MarketplacesTable } from './marketplaces-table.tsx';
import { type ReadingRow, readingRows } from './reading-rows.ts';
import { SwitchOffDialog } from './switch-off-dialog.tsx';
import { type Switch, switchedSentence, useSwitch } from './use-switch.ts';

/** The marketplaces of the program, whether their pages are read, and for staff the switch. */
export function MarketplacesScreen() {
  const me = useQuery(meQuery);
  const list = useQuery(marketplacesQuery);
  const [asked, setAsked] = useState<ReadingRow | null>(null);
  const [done, setDone] = useState<Switch | null>(null);
  const change = useSwitch();
  const staff = me.data !== undefined && isProgramStaff(me.data.roles);
  const rows = list.data && readingRows(list.data.settings);
  const off = rows?.filter((row) => row.off !== null).length;

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

  return (
    <>
      <div className="title-row">
        <PageHeading title={m.console_nav_marketplaces()} />
        {list.data && !list.error && (
          <p className="soft small">{m.console_up_to_date({ time: formatClock(list.dataUpdatedAt) })}</p>
        )}
      </div>
      <p>{m.marketplaces_about()}</p>
      {list.data === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data === undefined && !list.error && <Loading>{m.marketplaces_loading()}</Loading>}
      {list.data && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(list.dataUpdatedAt) })}</p>
        </Notice>
      )}
      <Done done={done} busy={change.isPending} onUndo={apply} />
      {change.error && asked === null && <FailureNotice error={change.error} />}
      {rows && off === 0 && <p>{m.marketplaces_all_read({ count: rows.length })}</p>}
      {rows && <MarketplacesTable rows={rows} onSwitch={staff ? onSwitch : null} busy={change.isPending} />}
      {rows && !staff && <p className="soft small">{m.marketplaces_only_staff()}</p>}
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
