import type { ReviewFilter, ReviewRow } from '@marketsafe/contract';
import { Button, Empty, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import { formatClock, m } from '@marketsafe/words';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { explain } from '../../api/failure.ts';
import { meQuery } from '../../api/queries.ts';
import { countsQuery, queueQuery, REVIEW } from '../../api/review-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useNow } from '../../components/use-now.ts';
import { ArrangeDialog, type Arranging } from './arrange-dialog.tsx';
import { useDecisions } from './decisions.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { useLastLook } from './last-look.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueTable } from './queue-table.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useArrange } from './use-arrange.ts';

type Open = 'decline' | 'settings' | Arranging | null;

/** What waits for the program's staff, over all participants, kept up to date while the page is visible. */
export function QueueScreen({
  filter,
  onFilter,
}: {
  filter: ReviewFilter;
  onFilter: (filter: ReviewFilter) => void;
}) {
  const announce = useAnnounce();
  const navigate = useNavigate();
  const client = useQueryClient();
  const now = useNow();
  const list = useInfiniteQuery(queueQuery(filter));
  const counts = useQuery(countsQuery);
  const me = useQuery(meQuery).data;
  const look = useLastLook();
  const { decide, undo, busy } = useDecisions();
  const arrange = useArrange();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);

  const claims = list.data ?? [];
  const current = claims.find(({ claimId }) => claimId === at) ?? null;
  // Of what is chosen, what is still there.
  const picked = claims.filter(({ claimId }) => chosen.has(claimId));
  const acted = picked.length > 0 ? picked : current ? [current] : [];
  const changed = claims.filter(({ changedAt }) => Date.parse(changedAt) > look.at).length;

  const choose = (claimIds: readonly string[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const claimId of claimIds) isChosen ? after.add(claimId) : after.delete(claimId);
      return after;
    });
  const move = (by: number) => {
    const index = claims.findIndex(({ claimId }) => claimId === at);
    const next = claims[Math.min(Math.max(index + by, 0), claims.length - 1)];
    if (next) setAt(next.claimId);
  };
  const show = (claim: ReviewRow | undefined) => {
    if (claim) void navigate({ to: '/review/$claimId', params: { claimId: claim.claimId }, search: true });
  };
  const settle = (work: Promise<unknown>) => {
    setOpen(null);
    void work.then(() => setChosen(new Set()));
  };
  const take = (to: string | null) => settle(arrange.assign(acted, to));

  useKeys(open === null, {
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    x: () => current && choose([current.claimId], !chosen.has(current.claimId)),
    enter: () => show(current ?? claims[0]),
    t: () => me && acted.length > 0 && take(me.user.userId),
    p: () => acted.length > 0 && setOpen('priority'),
    u: () => void undo(),
  });

  async function loadMore() {
    const before = claims.length;
    const { data } = await list.fetchNextPage();
    const after = data?.length ?? before;
    if (after > before) announce(m.console_claims_loaded({ count: after - before }));
  }

  return (
    <>
      <div className="title-row">
        <PageHeading title={m.triage_title()} />
        {list.data && !list.error && (
          <p className="soft small">{m.console_up_to_date({ time: formatClock(list.dataUpdatedAt) })}</p>
        )}
        <Button kind="main" onClick={() => show(current ?? claims[0])} unavailable={claims.length === 0}>
          {m.triage_start()}
        </Button>
        {me?.roles.includes('program_lead') && (
          <Button onClick={() => setOpen('settings')}>{m.triage_settings()}</Button>
        )}
      </div>
      <QueueFilters filter={filter} counts={counts.data} onFilter={onFilter} />
      <p className="line small" role="status">
        {counts.data && counts.data.urgent > 0 && (
          <span>{m.triage_urgent_count({ count: counts.data.urgent })}</span>
        )}
        {counts.data && counts.data.overdue > 0 && (
          <strong className="bad">{m.triage_overdue_count({ count: counts.data.overdue })}</strong>
        )}
        {changed > 0 && (
          <>
            <span>{m.triage_new_count({ count: changed })}</span>
            <Button kind="link" onClick={look.seen}>
              {m.triage_mark_seen()}
            </Button>
          </>
        )}
      </p>
      {list.data === undefined && list.error && (
        <FailureNotice error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.data === undefined && !list.error && <Loading>{m.triage_loading()}</Loading>}
      {list.data && list.error && (
        <Notice tone="warn" title={explain(list.error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(list.dataUpdatedAt) })}</p>
        </Notice>
      )}
      {arrange.failed !== null && <FailureNotice error={arrange.failed} />}
      {arrange.refused.length > 0 && (
        <Notice tone="bad" urgency="alert" title={m.triage_bulk_refused({ count: arrange.refused.length })}>
          <ul className="plain">
            {arrange.refused.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      {list.data?.length === 0 && (
        <Empty title={<h2>{m.triage_none()}</h2>}>
          <p className="soft">{m.triage_none_help()}</p>
        </Empty>
      )}
      {claims.length > 0 && (
        <>
          <section className="queue-bulk" aria-label={m.triage_choose()}>
            <p role="status">
              {picked.length === 0 ? m.triage_chosen_none() : m.triage_chosen({ count: picked.length })}
            </p>
            {picked.length > 0 && (
              <div className="actions">
                <Button
                  kind="main"
                  size="small"
                  busy={busy}
                  onClick={() =>
                    settle(
                      decide(
                        picked.map(({ claimId, number, sequence }) => ({
                          ...{ claimId, number, seen: sequence },
                          decision: { kind: 'approve' as const },
                        })),
                      ),
                    )
                  }
                >
                  {m.triage_approve()}
                </Button>
                <Button size="small" busy={busy} onClick={() => setOpen('decline')}>
                  {m.triage_decline()}
                </Button>
                <Button size="small" onClick={() => me && take(me.user.userId)}>
                  {m.triage_take()}
                </Button>
                <Button size="small" onClick={() => setOpen('give')}>
                  {m.triage_give()}
                </Button>
                <Button size="small" onClick={() => take(null)}>
                  {m.triage_release()}
                </Button>
                <Button size="small" onClick={() => setOpen('priority')}>
                  {m.triage_prioritise()}
                </Button>
                <Button kind="link" onClick={() => setChosen(new Set())}>
                  {m.triage_clear()}
                </Button>
              </div>
            )}
          </section>
          <QueueTable
            claims={claims}
            me={me?.user.userId ?? ''}
            now={now}
            looked={look.at}
            chosen={chosen}
            onChoose={choose}
            current={at}
          />
        </>
      )}
      {list.hasNextPage && (
        <Button onClick={loadMore} busy={list.isFetchingNextPage}>
          {list.isFetchingNextPage ? m.console_loading() : m.triage_more()}
        </Button>
      )}
      {open === 'decline' && (
        <DeclineDialog
          title={m.triage_decline_many({ count: picked.length })}
          onClose={() => setOpen(null)}
          onDecline={(decision) =>
            settle(
              decide(
                picked.map(({ claimId, number, sequence }) => ({
                  claimId,
                  number,
                  seen: sequence,
                  decision,
                })),
              ),
            )
          }
        />
      )}
      {(open === 'give' || open === 'priority') && (
        <ArrangeDialog
          kind={open}
          staff={counts.data?.staff ?? []}
          onClose={() => setOpen(null)}
          onGive={(to) => take(to)}
          onPrioritise={(priority, reason) => settle(arrange.prioritise(acted, priority, reason))}
        />
      )}
      {open === 'settings' && (
        <SettingsDialog
          onClose={() => {
            setOpen(null);
            void client.invalidateQueries({ queryKey: [REVIEW] });
          }}
        />
      )}
    </>
  );
}
