import { Loading, Notice } from '@marketsafe/looks';
import './claim.css';
import { isParticipant, uuid } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { explain, isNotFound } from '../../api/failure.ts';
import { blobUrl, claimQuery, meQuery } from '../../api/queries.ts';
import { CounterCard } from '../../components/counter-notices/counter-card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { QuestionsCard } from '../../components/questions/questions-card.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { ThreadCard } from '../../components/thread/thread-card.tsx';
import { CaptureSection } from './capture-section.tsx';
import { ClaimAside } from './claim-aside.tsx';
import { ClaimOfFiles } from './claim-files.ts';
import { ClaimOverview } from './claim-overview.tsx';
import { DeclaredSection } from './declared-section.tsx';
import { ExplanationSection } from './explanation-section.tsx';
import { AnswerCard } from './participant/answer-card.tsx';
import { WithdrawPart } from './participant/withdraw-part.tsx';
import { ParticularsSection } from './particulars-section.tsx';

/** One claim whole: what it says, what it rests on, what became of it. `claimId` comes from the address. */
export function ClaimScreen({ claimId }: { claimId: string }) {
  const possible = uuid.safeParse(claimId).success;
  const query = claimQuery(claimId);
  const {
    data: claim,
    error,
    refetch,
    dataUpdatedAt,
  } = useQuery(possible ? query : { queryKey: query.queryKey, queryFn: skipToken });
  const absent = !possible || isNotFound(error);
  const me = useQuery(meQuery).data;
  // Staff read the claims of others: only its own people answer for one, and take it back.
  const isOurs = me !== undefined && isParticipant(me.roles);

  return (
    <>
      <p>
        <Link to="/claims">{m.console_claim_all()}</Link>
      </p>
      <div className="title-row">
        <PageHeading
          title={
            claim && !absent
              ? m.console_claim_title_number({ number: claim.number })
              : m.console_claim_title()
          }
        />
        {claim && !absent && <StateBadge state={claim.state} />}
      </div>
      {absent && (
        <Notice tone="warn" title={m.console_claim_absent()}>
          <p>{m.console_claim_absent_help()}</p>
        </Notice>
      )}
      {!absent && !claim && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !claim && !error && <Loading>{m.console_loading_claim()}</Loading>}
      {!absent && claim && error && (
        <Notice tone="warn" title={explain(error).title} urgency="status">
          <p>{m.console_asked_again({ time: formatClock(dataUpdatedAt) })}</p>
        </Notice>
      )}
      {!absent && claim && (
        <ClaimOfFiles value={claim.claimId}>
          <div className="claim-columns">
            <div className="claim-main">
              {isOurs && <AnswerCard claim={claim} />}
              {me && !me.roles.includes('liaison') && <CounterCard claim={claim} />}
              <ClaimOverview claim={claim} />
              <ExplanationSection explanation={claim.explanation} />
              <DeclaredSection claim={claim} />
              <ParticularsSection claim={claim} />
              <QuestionsCard
                questions={claim.questions}
                fileUrl={(sha256) => blobUrl(sha256, claim.claimId)}
                capture={(capture, position) => <CaptureSection capture={capture} position={position} />}
              />
              {me && !me.roles.includes('liaison') && <ThreadCard kind="claim" subjectId={claim.claimId} />}
              {claim.evidence.map((capture, index) => (
                <CaptureSection
                  key={capture.captureId}
                  capture={capture}
                  position={{ index, count: claim.evidence.length }}
                />
              ))}
            </div>
            <ClaimAside claim={claim}>{isOurs && <WithdrawPart claim={claim} />}</ClaimAside>
          </div>
        </ClaimOfFiles>
      )}
    </>
  );
}
