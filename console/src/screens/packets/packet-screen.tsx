import './packets.css';
import '../../components/disclosed/disclosed.css';
import { uuid } from '@marketsafe/contract';
import { Badge, Loading, Notice, Result, Tabs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { isNotFound } from '../../api/failure.ts';
import { packetQuery } from '../../api/packet-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useNow } from '../../components/use-now.ts';
import { AnswersView } from './answers-view.tsx';
import { BytesView } from './bytes-view.tsx';
import { FilesView } from './files-view.tsx';
import { HistoryView } from './history-view.tsx';
import { DueText, PacketMarks, PacketStateBadge } from './packet-badges.tsx';
import { type Asked, PacketDialogs } from './packet-dialogs.tsx';
import { maySplit, PacketFoot, takeBackAsked } from './packet-foot.tsx';
import { PacketNotices } from './packet-notices.tsx';
import { SideBySide } from './side-by-side.tsx';
import { backStep } from './steps.ts';

const VIEWS = ['side', 'bytes', 'files', 'answers', 'history'] as const;
type View = (typeof VIEWS)[number];

const VIEW_NAMES: Readonly<Record<View, () => string>> = {
  side: m.packets_view_side,
  bytes: m.packets_view_bytes,
  files: m.packets_view_files,
  answers: m.portal_tab,
  history: m.packets_view_history,
};

/** What somebody has looked at of a packet, as it was then. */
export interface Seen {
  links: ReadonlySet<number>;
  bytes: boolean;
}

/** The firewall: one packet with what goes beside what stays, and what can be done with it. */
export function PacketScreen({ packetId }: { packetId: string }) {
  const navigate = useNavigate();
  const now = useNow();
  const possible = uuid.safeParse(packetId).success;
  const query = packetQuery(packetId);
  const {
    data: detail,
    error,
    refetch,
  } = useQuery(possible ? query : { queryKey: query.queryKey, queryFn: skipToken });
  const [view, setView] = useState<View>('side');
  const [current, setCurrent] = useState(-1);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [seen, setSeen] = useState<Seen>({ links: new Set(), bytes: false });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<(() => string) | null>(null);

  const count = detail?.disclosed.links.length ?? 0;
  const onSeen = useCallback((positions: readonly number[]) => {
    setSeen((before) =>
      positions.every((position) => before.links.has(position))
        ? before
        : { ...before, links: new Set([...before.links, ...positions]) },
    );
  }, []);
  const choose = useCallback((position: number, isChosen: boolean) => {
    setChosen((before) => {
      const after = new Set(before);
      if (isChosen) after.add(position);
      else after.delete(position);
      return after;
    });
  }, []);
  const open = (wanted: View) => {
    setView(wanted);
    if (wanted === 'bytes') setSeen((before) => ({ ...before, bytes: true }));
  };
  const show = (position: number) => {
    setView('side');
    setCurrent(position);
  };
  const mayRelease =
    detail?.packet.state === 'built' && !detail.own && !detail.belongs && detail.faults.length === 0;

  useKeys(asked === null, {
    j: () => count > 0 && show(Math.min(current + 1, count - 1)),
    k: () => count > 0 && show(Math.max(current - 1, 0)),
    x: () => current >= 0 && choose(current, !chosen.has(current)),
    r: () => mayRelease && setAsked('release'),
    s: () => detail && maySplit(detail, chosen) && setAsked('split'),
    w: () => detail && setAsked(takeBackAsked(detail, chosen)),
    escape: () => void navigate({ to: '/packets', search: { step: backStep(detail?.packet.state) } }),
  });

  const absent = !possible || isNotFound(error);
  return (
    <>
      <div className="title-row">
        <Link to="/packets" search={{ step: backStep(detail?.packet.state) }}>
          {m.packets_back()}
        </Link>
        <PageHeading
          key={packetId}
          title={detail ? m.packets_title_one({ number: detail.packet.number }) : m.packets_title()}
        />
        {detail && (
          <span className="line small">
            <PacketStateBadge state={detail.packet.state} />
            <PacketMarks packet={detail.packet} />
            <DueText dueAt={detail.packet.dueAt} now={now} />
            <Badge tone="quiet">{m.packets_links_count({ count })}</Badge>
          </span>
        )}
      </div>
      <Result result={done && { tone: 'good', sentence: done() }} />
      {absent && (
        <Notice tone="warn" title={m.packets_problem_unknown()}>
          {m.packets_absent_help()}
        </Notice>
      )}
      {!absent && !detail && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !detail && !error && <Loading>{m.packets_loading_one()}</Loading>}
      {!absent && detail && (
        <>
          <PacketNotices detail={detail} onShow={show} />
          <Tabs
            name={m.packets_view_tabs()}
            tabs={VIEWS.map((id) => ({ id, label: VIEW_NAMES[id](), count: undefined }))}
            chosen={view}
            onChoose={open}
          >
            {view === 'side' && (
              <SideBySide
                detail={detail}
                current={current}
                chosen={chosen}
                onChoose={choose}
                onSeen={onSeen}
              />
            )}
            {view === 'bytes' && <BytesView detail={detail} />}
            {view === 'files' && <FilesView of="staff" packetId={packetId} files={detail.files} />}
            {view === 'answers' && <AnswersView detail={detail} />}
            {view === 'history' && <HistoryView history={detail.history} />}
          </Tabs>
          <PacketFoot
            detail={detail}
            chosen={chosen}
            mayRelease={mayRelease}
            onAsk={setAsked}
            onClear={() => setChosen(new Set())}
          />
          {asked && (
            <PacketDialogs
              asked={asked}
              detail={detail}
              chosen={[...chosen]}
              seen={seen}
              onDone={(say) => {
                setAsked(null);
                setChosen(new Set());
                setDone(() => say);
              }}
              onClose={() => setAsked(null)}
            />
          )}
        </>
      )}
    </>
  );
}
