import {
  type ApplicationDecision,
  type ApplicationDetail,
  applicationDetail,
  uuid,
} from '@marketsafe/contract';
import { Button, Card, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import { applicantKindName, applicationStateName, m } from '@marketsafe/words';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { APPLICATIONS, applicationQuery, applicationsQuery } from '../../api/application-queries.ts';
import { send } from '../../api/client.ts';
import { isNotFound } from '../../api/failure.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { ApplicationBadge } from './application-badge.tsx';
import { HistoryCard, NotesCard, TwinsCard } from './beside-cards.tsx';
import { AcceptDialog, AskDialog, DeclineDialog } from './decide-dialogs.tsx';
import { WrittenCards } from './written-card.tsx';

/** One application: what was written, what it has in common with others, notes, and the decision. */
export function ApplicationScreen({ applicationId }: { applicationId: string }) {
  const possible = uuid.safeParse(applicationId).success;
  const query = applicationQuery(applicationId);
  const { data, error, refetch } = useQuery(
    possible ? query : { queryKey: query.queryKey, queryFn: skipToken },
  );
  const absent = !possible || isNotFound(error);
  const application = absent ? undefined : data;
  return (
    <>
      <p>
        <Link to="/applications">{m.application_screen_to_list()}</Link>
      </p>
      <div className="title-row">
        <PageHeading title={application ? application.data.organisation.name : m.application_title()} />
        {application && <ApplicationBadge state={application.state} />}
      </div>
      {absent && (
        <Notice tone="warn" title={m.application_problem_unknown()}>
          {m.application_problem_unknown_advice()}
        </Notice>
      )}
      {!absent && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !application && !error && <Loading>{m.application_screen_loading()}</Loading>}
      {application && <Application application={application} />}
    </>
  );
}

const DIALOGS = { ask: AskDialog, accept: AcceptDialog, decline: DeclineDialog } as const;

function Application({ application }: { application: ApplicationDetail }) {
  const { applicationId, may, declinedByCaller, organisationId, kind } = application;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<keyof typeof DIALOGS | null>(null);
  const decide = useMutation({
    mutationFn: (decision: ApplicationDecision) =>
      send('POST', `${APPLICATIONS}/${applicationId}/decision`, decision, applicationDetail),
    onSuccess: (now) => {
      setAsked(null);
      announce(m.application_screen_done({ state: applicationStateName(now.state) }));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(applicationQuery(applicationId)),
        client.invalidateQueries(applicationsQuery),
      ]),
  });
  function open(dialog: keyof typeof DIALOGS) {
    if (!may[dialog]) return;
    decide.reset();
    setAsked(dialog);
  }
  useKeys(asked === null, {
    q: () => open('ask'),
    a: () => open('accept'),
    d: () => open('decline'),
    n: () => document.querySelector<HTMLElement>('#application-note textarea')?.focus(),
  });
  const Asked = asked === null ? null : DIALOGS[asked];
  return (
    <>
      <Card title={m.application_screen_decide()}>
        <p className="soft">{applicantKindName(kind)}</p>
        {declinedByCaller && <Notice tone="info" title={m.application_screen_own_appeal()} />}
        {!declinedByCaller && !may.ask && !may.accept && !may.decline && (
          <p>{m.application_screen_nothing()}</p>
        )}
        {organisationId !== null && (
          <p>
            <Link to="/organisations/$organisationId" params={{ organisationId }}>
              {m.application_screen_made()}
            </Link>
          </p>
        )}
        <div className="actions">
          {may.accept && (
            <Button kind="main" aria-haspopup="dialog" aria-keyshortcuts="a" onClick={() => open('accept')}>
              {m.application_screen_accept()}
            </Button>
          )}
          {may.ask && (
            <Button aria-haspopup="dialog" aria-keyshortcuts="q" onClick={() => open('ask')}>
              {m.application_screen_ask()}
            </Button>
          )}
          {may.decline && (
            <Button aria-haspopup="dialog" aria-keyshortcuts="d" onClick={() => open('decline')}>
              {m.application_screen_decline()}
            </Button>
          )}
        </div>
        <p className="soft small">{m.application_screen_keys()}</p>
      </Card>
      <TwinsCard application={application} />
      <WrittenCards application={application} />
      <NotesCard application={application} />
      <HistoryCard application={application} />
      {Asked && (
        <Asked
          application={application}
          busy={decide.isPending}
          error={decide.error}
          onDecide={(decision) => decide.mutate(decision)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
