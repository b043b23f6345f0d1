import { Button, Notice, Toast } from '@marketsafe/looks';
import './marketplaces.css';
import { isProgramStaff, type SwitchOff } from '@marketsafe/contract';
import { formatClock } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../api/failure.ts';
import { marketplacesQuery, meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { MarketplacesTable } from './marketplaces-table.tsx';
import { type ReadingRow, readingRows } from './reading-rows.ts';
import { SwitchOffDialog } from './switch-off-dialog.tsx';
import { type Switch, useSwitch } from './use-switch.ts';

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
    if (row.off) apply({ id: row.id, name: row.name, off: null, before: switchOf(row) });
    else setAsked(row);
  }

  return (
    <>
      <div className="title-row">
        <PageHeading title="Marketplaces" />
        {list.data && !list.error && (
          <p className="soft small">Up to date at {formatClock(list.dataUpdatedAt)}</p>
        )}
      </div>
      <p>
        The extension reads title, price, seller and more from a listing when it is captured. When a
        marketplace changes its pages and facts come out wrong, the program switches the reading of its pages
        off until a newer version is out: picture, page and address are captured all the same.
      </p>
      {list.data === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data === undefined && !list.error && <Loading what="the marketplaces" />}
      {list.data && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>
            The table below is as it was at {formatClock(list.dataUpdatedAt)}. It is asked for again every few
            seconds.
          </p>
        </Notice>
      )}
      <Done done={done} busy={change.isPending} onUndo={apply} />
      {change.error && asked === null && <FailureNotice error={change.error} />}
      {rows && off === 0 && <p>All {rows.length} marketplaces are read; none is switched off.</p>}
      {rows && <MarketplacesTable rows={rows} onSwitch={staff ? onSwitch : null} busy={change.isPending} />}
      {rows && !staff && (
        <p className="soft small">
          Only the program’s staff can switch the reading of a marketplace off and on.
        </p>
      )}
      {asked && (
        <SwitchOffDialog
          key={asked.id}
          row={asked}
          busy={change.isPending}
          error={change.error}
          onConfirm={(wanted) =>
            apply({ id: asked.id, name: asked.name, off: wanted, before: switchOf(asked) })
          }
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
          title:
            done.off === null ? `${done.name} is read again` : `The reading of ${done.name} is switched off`,
          text: 'Extensions hear of it within minutes of being used.',
          actions: (first) => (
            <Button
              ref={first}
              busy={busy}
              onClick={() => onUndo({ ...done, off: done.before, before: done.off })}
            >
              Undo
            </Button>
          ),
        }
      }
    />
  );
}
