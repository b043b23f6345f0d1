import { isProgramStaff, judgeStanding, RIGHTS_KEEPERS, type Standing } from '@marketsafe/contract';
import { Check, Empty, Loading, Notice } from '@marketsafe/looks';
import { formatDay, formatNumber, m, marketplaceName, reasonName, verdictName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../api/queries.ts';
import { standingQuery } from '../../api/standing-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { CausesCard } from './causes-card.tsx';
import { GraduationCard } from './graduation-card.tsx';
import { GroupTable } from './group-table.tsx';
import { Meters } from './meters.tsx';
import { ParticipantsPart } from './participants-part.tsx';
import { TrendCard } from './trend-card.tsx';
import './standing.css';

/** Good-faith standing: a participant's own, or everybody's for staff. */
export function StandingScreen() {
  const me = useQuery(meQuery).data;
  return (
    <>
      <PageHeading title={m.goodfaith_title()} />
      {me && isProgramStaff(me.roles) && <ParticipantsPart lead={me.roles.includes('program_lead')} />}
      {me && !isProgramStaff(me.roles) && (
        <StandingPart
          organisationId={null}
          staff={false}
          keeper={RIGHTS_KEEPERS.some((role) => me.roles.includes(role))}
        />
      )}
    </>
  );
}

/** One participant's standing, for staff. */
export function ParticipantStanding({ organisationId }: { organisationId: string }) {
  const { data } = useQuery(standingQuery(organisationId));
  return (
    <>
      <p>
        <Link to="/standing">{m.goodfaith_back()}</Link>
      </p>
      <PageHeading title={data?.organisation.name ?? m.goodfaith_title()} />
      <StandingPart organisationId={organisationId} staff keeper={false} />
    </>
  );
}

interface PartProps {
  organisationId: string | null;
  staff: boolean;
  keeper: boolean;
}

function StandingPart({ organisationId, staff, keeper }: PartProps) {
  const { data, error, refetch } = useQuery(standingQuery(organisationId));
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => refetch()} />
    ) : (
      <Loading>{m.goodfaith_loading()}</Loading>
    );
  }
  return (
    <div className="stack">
      <Figures standing={data} staff={staff} />
      <GraduationCard standing={data} staff={staff} keeper={keeper} />
    </div>
  );
}

const TONES = { ready: 'good', short: 'warn', unclear: 'info' } as const;

/** All that is counted, as it is or as it would be if everything pending failed. */
function Figures({ standing, staff }: { standing: Standing; staff: boolean }) {
  const [failing, setFailing] = useState(false);
  const { overall, window, settings, reasons, marketplaces, parties, trend, graduation, isRepresentative } =
    standing;
  const counts = failing ? overall.ifPendingFails : overall.now;
  const hasAny = trend.some(({ links }) => links.removed + links.refused + links.gone + links.lost > 0);
  const { links, counters } = overall.pending;
  const verdict = judgeStanding(
    counts,
    reasons.map(({ group }) => (failing ? group.ifPendingFails : group.now)),
    settings,
  );
  return (
    <>
      {graduation?.state === 'left' && !staff && <Notice tone="info">{m.goodfaith_left_notice()}</Notice>}
      <p className="soft">{m.goodfaith_about({ from: formatDay(window.from), to: formatDay(window.to) })}</p>
      <p className="soft small">{m.goodfaith_about_source()}</p>
      {hasAny ? (
        <Notice tone={TONES[verdict]}>{verdictName(verdict)}</Notice>
      ) : (
        <Empty title={<h2>{m.goodfaith_empty()}</h2>}>
          <p>{m.goodfaith_empty_help()}</p>
        </Empty>
      )}
      {links + counters > 0 && (
        <Check
          checked={failing}
          onCheck={setFailing}
          help={m.goodfaith_whatif_pending({ links: formatNumber(links), counters: formatNumber(counters) })}
        >
          {m.goodfaith_whatif()}
        </Check>
      )}
      {hasAny && (
        <>
          <section aria-label={m.goodfaith_measures()}>
            {failing && (
              <p role="status">
                <strong>{m.goodfaith_whatif_on()}</strong>
              </p>
            )}
            <Meters counts={counts} settings={settings} />
          </section>
          <TrendCard trend={trend} settings={settings} />
          <CausesCard standing={standing} />
        </>
      )}
      <GroupTable
        title={m.goodfaith_reasons()}
        about={m.goodfaith_reasons_about()}
        heading={m.goodfaith_reason()}
        rows={reasons.map(({ reason, group }) => ({ key: reason, name: reasonName(reason), group }))}
        failing={failing}
        settings={settings}
      />
      <GroupTable
        title={m.goodfaith_marketplaces()}
        heading={m.console_claim_marketplace()}
        rows={marketplaces.map(({ marketplace, group }) => ({
          ...{ key: marketplace, name: marketplaceName(marketplace), group },
        }))}
        failing={failing}
        settings={settings}
      />
      <GroupTable
        title={isRepresentative ? m.goodfaith_holders() : m.goodfaith_representatives()}
        {...(!isRepresentative && { about: m.goodfaith_representatives_about() })}
        heading={m.goodfaith_party()}
        rows={parties.map(({ organisation, group }) => ({
          ...{ key: organisation.organisationId, name: organisation.name, group },
        }))}
        failing={failing}
        settings={settings}
      />
    </>
  );
}
