import { Loading, Notice } from '@marketsafe/looks';
import './claim.css';
import { uuid } from '@marketsafe/contract';
import { formatClock, m } from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { explain, isNotFound } from '../../api/failure.ts';
import { claimQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { CaptureSection } from './capture-section.tsx';
import { ClaimAside } from './claim-aside.tsx';
import { ClaimOfFiles } from './claim-files.ts';
import { ClaimOverview } from './claim-overview.tsx';
import { DeclaredSection } from './declared-section.tsx';
import { ExplanationSection } from './explanation-section.tsx';
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
              <ClaimOverview claim={claim} />
              <ExplanationSection explanation={claim.explanation} />
              <DeclaredSection claim={claim} />
              <ParticularsSection claim={claim} />
              {claim.evidence.map((capture, index) => (
                <CaptureSection
                  key={capture.captureId}
                  capture={capture}
                  position={{ index, count: claim.evidence.length }}
                />
              ))}
            </div>
            <ClaimAside claim={claim} />
          </div>
        </ClaimOfFiles>
      )}
    </>
  );
}
