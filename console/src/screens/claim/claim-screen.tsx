import { Notice } from '@marketsafe/looks';
import './claim.css';
import { uuid } from '@marketsafe/contract';
import { formatClock } from '@marketsafe/words';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { explain, isNotFound } from '../../api/failure.ts';
import { claimQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { CaptureSection } from './capture-section.tsx';
import { ClaimAside } from './claim-aside.tsx';
import { ClaimOverview } from './claim-overview.tsx';
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
        <Link to="/claims">All claims</Link>
      </p>
      <div className="title-row">
        <PageHeading title={claim && !absent ? `Claim ${claim.number}` : 'Claim'} />
        {claim && !absent && <StateBadge state={claim.state} />}
      </div>
      {absent && (
        <Notice tone="warn" title="There is no such claim in your organisation">
          <p>The address may be mistyped, or the claim belongs to another organisation.</p>
        </Notice>
      )}
      {!absent && !claim && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!absent && !claim && !error && <Loading what="the claim" />}
      {!absent && claim && error && (
        <Notice tone="warn" title={explain(error).title} urgency="status">
          <p>
            The claim below is as it was at {formatClock(dataUpdatedAt)}. It is asked for again every few
            seconds.
          </p>
        </Notice>
      )}
      {!absent && claim && (
        <div className="claim-columns">
          <div className="claim-main">
            <ClaimOverview claim={claim} />
            <ExplanationSection explanation={claim.explanation} />
            <ParticularsSection particulars={claim.particulars} />
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
      )}
    </>
  );
}
