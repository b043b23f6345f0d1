import type { OwnSession, ReusedSession } from '@marketsafe/contract';
import { Badge, Button, Card, Table } from '@marketsafe/looks';
import { browserName, m } from '@marketsafe/words';
import { remove } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { ReusedSessions } from './reused-sessions.tsx';
import { useAccountChange } from './use-account-change.ts';

/** Where one is signed in, each with the way to end it. */
export function SessionsCard(props: {
  sessions: readonly OwnSession[];
  reused: readonly ReusedSession[];
  onDone: (say: () => string) => void;
}) {
  const { sessions, reused, onDone } = props;
  const end = useAccountChange(async ({ ended, lost }: { ended: readonly OwnSession[]; lost: boolean }) => {
    for (const { sessionId } of ended) {
      await remove(`/v1/me/sessions/${encodeURIComponent(sessionId)}?lost=${lost}`);
    }
  });

  const endOne = (session: OwnSession, lost: boolean) =>
    end.mutate(
      { ended: [session], lost },
      { onSuccess: () => onDone(lost ? m.account_lost_done : m.account_ended) },
    );
  const endOthers = () =>
    end.mutate(
      { ended: sessions.filter(({ current }) => !current), lost: false },
      { onSuccess: () => onDone(m.account_others_ended) },
    );

  return (
    <Card title={m.account_sessions()}>
      <ReusedSessions reused={reused} />
      <p className="soft">{m.account_sessions_about()}</p>
      {end.error && <FailureNotice error={end.error} />}
      <Table
        caption={m.account_sessions_caption()}
        captionHidden
        rows={sessions}
        keyOf={({ sessionId }) => sessionId}
        columns={[
          {
            key: 'where',
            heading: m.account_column_where(),
            kind: 'header',
            cell: ({ userAgent, address, current }) => (
              <>
                <span className="line">
                  {browserName(userAgent)}
                  {current && <Badge tone="info">{m.account_this()}</Badge>}
                </span>
                {address !== null && <span className="soft small">{m.account_from({ address })}</span>}
              </>
            ),
          },
          {
            key: 'kind',
            heading: m.account_column_kind(),
            cell: ({ kind }) => (kind === 'console' ? m.account_kind_console() : m.account_kind_extension()),
          },
          {
            key: 'organisation',
            heading: m.account_column_organisation(),
            cell: ({ organisation }) => <bdi>{organisation ?? m.account_any_organisation()}</bdi>,
          },
          {
            key: 'used',
            heading: m.account_column_used(),
            cell: ({ lastUsedAt, createdAt }) => <TimeText utc={lastUsedAt ?? createdAt} />,
          },
          {
            key: 'since',
            heading: m.account_column_since(),
            cell: ({ createdAt }) => <TimeText utc={createdAt} />,
          },
          {
            key: 'end',
            heading: m.account_column_end(),
            cell: (session) =>
              session.current ? null : <Ends session={session} busy={end.isPending} onEnd={endOne} />,
          },
        ]}
      />
      {sessions.length > 1 && (
        <div className="actions">
          <Button busy={end.isPending} onClick={endOthers}>
            {m.account_end_others()}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Ends(props: {
  session: OwnSession;
  busy: boolean;
  onEnd: (session: OwnSession, lost: boolean) => void;
}) {
  const { session, busy, onEnd } = props;
  const where = browserName(session.userAgent);
  return (
    <span className="line">
      <Button
        size="small"
        busy={busy}
        aria-label={m.account_end_of({ where })}
        onClick={() => onEnd(session, false)}
      >
        {m.account_end()}
      </Button>
      {session.deviceId !== null && (
        <Button
          size="small"
          kind="danger"
          busy={busy}
          aria-label={m.account_lost_of({ where })}
          onClick={() => onEnd(session, true)}
        >
          {m.account_lost()}
        </Button>
      )}
    </span>
  );
}
