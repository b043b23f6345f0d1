import { type ReviewDetail, type ReviewFilter, type ReviewRow, uuid } from '@marketsafe/contract';
import { Badge, Button, Dialog, Empty, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import { formatList, m, priorityName, stateName } from '@marketsafe/words';
import { skipToken, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { isNotFound } from '../../api/failure.ts';
import { blobUrl, meQuery } from '../../api/queries.ts';
import { countsQuery, presenceQuery, queueQuery, reviewQuery } from '../../api/review-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useNow } from '../../components/use-now.ts';
import { ArrangeDialog, type Arranging } from './arrange-dialog.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { ClockText } from './clock-text.tsx';
import { type Order, useDecisions } from './decisions.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { picturesOf } from './pictures.ts';
import { ReviewBody } from './review-body.tsx';
import { useArrange } from './use-arrange.ts';

/** From how many claims before the end of what was read on, the following page is read. */
const AHEAD = 10;

/** Where in the queue a claim is, and what comes before and after it. A claim that has left it keeps its place, so that the next one is next. */
function usePlace(list: readonly ReviewRow[] | undefined, claimId: string) {
  const place = useRef(0);
  const found = list?.findIndex((row) => row.claimId === claimId) ?? -1;
  if (found >= 0) place.current = found;
  const here = found >= 0;
  const next = here ? list?.[found + 1] : list?.[place.current];
  const previous = list?.[place.current - 1];
  return { place: place.current, next, previous };
}

/** Reads the next claim with its picture before it is asked for, so that it is there at once. */
function useReadAhead(next: ReviewRow | undefined): void {
  const client = useQueryClient();
  const claimId = next?.claimId;
  useEffect(() => {
    if (claimId === undefined) return;
    void client.fetchQuery(reviewQuery(claimId)).then(
      (detail) => {
        const [first] = picturesOf(detail.claim);
        if (first) new Image().src = blobUrl(first.sha256, claimId);
      },
      // It is asked for again when it is looked at.
      () => undefined,
    );
  }, [client, claimId]);
}

/** One claim to be decided about: picture beside facts beside the right, and a key for each decision. */
export function ReviewScreen({ claimId, filter }: { claimId: string; filter: ReviewFilter }) {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const now = useNow();
  const list = useInfiniteQuery(queueQuery(filter));
  const { place, next, previous } = usePlace(list.data, claimId);
  useReadAhead(next);
  const possible = uuid.safeParse(claimId).success;
  const query = reviewQuery(claimId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const detail = data;
  const presence = useQuery(presenceQuery(claimId)).data;
  const counts = useQuery(countsQuery).data;
  const me = useQuery(meQuery).data;
  const { decide, undo } = useDecisions();
  const arrange = useArrange();
  const [open, setOpen] = useState<'decline' | 'ask' | 'help' | Arranging | null>(null);
  const [atEnd, setAtEnd] = useState(false);

  const read = list.data?.length ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && place > read - AHEAD) void fetchNextPage();
  }, [place, read, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const show = (to: string | undefined) => {
    setOpen(null);
    setAtEnd(to === undefined);
    if (to === undefined) announce(m.triage_end());
    else void navigate({ to: '/review/$claimId', params: { claimId: to }, search: true });
  };
  const mayDecide = detail !== undefined && !detail.belongs;
  // The next claim stands there before the server has answered: what it refuses is said there, too.
  const settle = (decision: Order['decision']) => {
    if (!detail || !mayDecide) return;
    const { claim, standing } = detail;
    void decide([{ claimId, number: claim.number, seen: standing.sequence, decision }]);
    show(next?.claimId);
  };
  const take = (to: string | null) => {
    setOpen(null);
    if (detail) void arrange.assign([{ claimId, assignee: detail.standing.assignee }], to);
  };
  const back = () => void navigate({ to: '/review', search: true });

  useKeys(open === null, {
    a: () => settle({ kind: 'approve' }),
    d: () => mayDecide && setOpen('decline'),
    q: () => mayDecide && setOpen('ask'),
    n: () => show(next?.claimId),
    j: () => show(next?.claimId),
    k: () => previous && show(previous.claimId),
    u: () => void undo().then((to) => to !== null && show(to)),
    t: () => me && take(me.user.userId),
    p: () => detail && setOpen('priority'),
    '?': () => setOpen('help'),
    escape: back,
  });

  const absent = !possible || isNotFound(error);
  return (
    <>
      <div className="title-row review-title">
        <Link to="/review" search={true}>
          {m.triage_back()}
        </Link>
        <PageHeading
          key={claimId}
          title={detail ? m.triage_claim_title({ number: detail.claim.number }) : m.triage_title()}
        />
        {detail && <Standing detail={detail} now={now} me={me?.user.userId} />}
        {read > 0 && (
          <span className="soft small">
            {m.triage_place({ place: Math.min(place + 1, read), count: read })}
          </span>
        )}
      </div>
      {presence && presence.others.length > 0 && (
        <Notice tone="warn" urgency="status">
          {m.triage_others_here({ names: formatList(presence.others.map(({ name }) => name)) })}
        </Notice>
      )}
      {detail && presence && presence.sequence > detail.standing.sequence && (
        <Notice
          tone="warn"
          urgency="status"
          actions={<Button onClick={() => void refetch()}>{m.triage_reload()}</Button>}
        >
          {m.triage_moved_here()}
        </Notice>
      )}
      {detail?.belongs && <Notice tone="warn">{m.triage_belongs()}</Notice>}
      {arrange.failed !== null && <FailureNotice error={arrange.failed} />}
      {arrange.refused.map((sentence) => (
        <Notice key={sentence} tone="bad" urgency="alert">
          {sentence}
        </Notice>
      ))}
      {absent && (
        <Notice tone="warn" title={m.console_claim_absent()}>
          <p>{m.console_claim_absent_help()}</p>
        </Notice>
      )}
      {atEnd && (
        <Empty title={<h2>{m.triage_end()}</h2>}>
          <p className="soft">{m.triage_end_help()}</p>
          <Button onClick={back}>{m.triage_back()}</Button>
        </Empty>
      )}
      {!absent && !detail && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !detail && !error && <Loading>{m.triage_loading_claim()}</Loading>}
      {!absent && detail && <ReviewBody key={claimId} detail={detail} keys={open === null} />}
      {!absent && detail && (
        <div className="review-foot">
          <Button kind="main" unavailable={!mayDecide} onClick={() => settle({ kind: 'approve' })}>
            {m.triage_key({ name: m.triage_approve(), key: 'A' })}
          </Button>
          <Button kind="danger" unavailable={!mayDecide} onClick={() => setOpen('decline')}>
            {m.triage_key({ name: m.triage_decline(), key: 'D' })}
          </Button>
          <Button unavailable={!mayDecide} onClick={() => setOpen('ask')}>
            {m.triage_key({ name: m.triage_ask(), key: 'Q' })}
          </Button>
          <Button onClick={() => show(next?.claimId)}>
            {m.triage_key({ name: m.triage_next(), key: 'N' })}
          </Button>
          <Button unavailable={!previous} onClick={() => previous && show(previous.claimId)}>
            {m.triage_key({ name: m.triage_previous(), key: 'K' })}
          </Button>
          {detail.standing.assignee?.userId === me?.user.userId ? (
            <Button onClick={() => take(null)}>{m.triage_release()}</Button>
          ) : (
            <Button onClick={() => me && take(me.user.userId)}>
              {m.triage_key({ name: m.triage_take(), key: 'T' })}
            </Button>
          )}
          <Button onClick={() => setOpen('give')}>{m.triage_give()}</Button>
          <Button onClick={() => setOpen('priority')}>
            {m.triage_key({ name: m.triage_prioritise(), key: 'P' })}
          </Button>
          <Button kind="link" onClick={() => setOpen('help')}>
            {m.triage_key({ name: m.triage_keys(), key: '?' })}
          </Button>
        </div>
      )}
      {open === 'decline' && detail && (
        <DeclineDialog
          title={m.triage_decline_title({ number: detail.claim.number })}
          onDecline={settle}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'ask' && detail && (
        <AskDialog
          title={m.triage_ask_title({ number: detail.claim.number })}
          onAsk={settle}
          onClose={() => setOpen(null)}
        />
      )}
      {(open === 'give' || open === 'priority') && detail && (
        <ArrangeDialog
          kind={open}
          staff={counts?.staff ?? []}
          onGive={take}
          onPrioritise={(priority, reason) => {
            setOpen(null);
            void arrange.prioritise([{ claimId, assignee: null }], priority, reason);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'help' && (
        <Dialog title={m.triage_keys()} close={m.triage_help_close()} onClose={() => setOpen(null)}>
          <p>{m.triage_keys_help()}</p>
        </Dialog>
      )}
    </>
  );
}

function Standing({ detail, now, me }: { detail: ReviewDetail; now: number; me: string | undefined }) {
  const { claim, standing, fourEyes } = detail;
  const { assignee, approvedBy, priority, priorityReason } = standing;
  return (
    <span className="line small">
      <StateBadge state={claim.state} />
      {claim.state !== 'in_review' && (
        <span className="visually-hidden">{m.triage_not_in_review({ state: stateName(claim.state) })}</span>
      )}
      {priority !== 'normal' && (
        <Badge tone={priority === 'urgent' ? 'bad' : 'warn'}>{priorityName(priority)}</Badge>
      )}
      {priorityReason !== '' && <span dir="auto">{priorityReason}</span>}
      <ClockText standing={standing} now={now} />
      <span>
        {m.triage_with({
          name: assignee ? (assignee.userId === me ? m.triage_you() : assignee.name) : m.triage_nobody(),
        })}
      </span>
      {fourEyes && <Badge tone="info">{m.triage_four_eyes()}</Badge>}
      {approvedBy && <Badge tone="good">{m.triage_one_of_two({ name: approvedBy.name })}</Badge>}
    </span>
  );
}
