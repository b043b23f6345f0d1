import { Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../api/queries.ts';
import { retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { DueCard } from './due-card.tsx';
import { HoldsCard } from './holds-card.tsx';
import { ProposalsCard } from './proposals-card.tsx';
import { RulesCard } from './rules-card.tsx';

/** How long closed claims are kept: whose time is over, who has them deleted, and what is on legal hold. */
export function RetentionScreen() {
  const lead = useQuery(meQuery).data?.roles.includes('program_lead') ?? false;
  const { data, error, refetch } = useQuery(retentionQuery);
  return (
    <>
      <PageHeading title={m.retention_title()} />
      <p className="soft">{m.retention_about()}</p>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.retention_loading()}</Loading>}
      {data && (
        <div className="stack">
          <DueCard due={data.due} />
          <ProposalsCard proposals={data.proposals} />
          <HoldsCard holds={data.holds} />
          <RulesCard settings={data.settings} lead={lead} />
        </div>
      )}
    </>
  );
}
