import './figures.css';
import type { NewPublication, Publication, PublicationDecision, PublicGroup } from '@marketsafe/contract';
import { Badge, Button, Card, Empty, Loading, Table, useAnnounce } from '@marketsafe/looks';
import { formatDay, formatNumber, formatShare, m, marketplaceName, reasonName } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  decidePublication,
  preparePublication,
  publicationFile,
  publicationsQuery,
} from '../../api/figure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { today } from '../../format/today.ts';
import { PERIODS, type Period } from './period.ts';
import { PeriodForm } from './period-form.tsx';

const STATES = {
  prepared: ['warn', m.retention_state_proposed],
  released: ['good', m.figures_state_released],
  declined: ['quiet', m.figures_state_declined],
  withdrawn: ['quiet', m.figures_state_withdrawn],
} as const;

/** The yearly reports and exports for research: prepared by one person, released by another. */
export function PublicationsScreen({
  period,
  onPeriod,
}: {
  period: Period;
  onPeriod: (period: Period) => void;
}) {
  const { data, error, refetch } = useQuery(publicationsQuery);
  const client = useQueryClient();
  const announce = useAnnounce();
  const refresh = () => client.invalidateQueries({ queryKey: ['publications'] });
  const prepare = useMutation({
    mutationFn: (wanted: NewPublication) => preparePublication(wanted),
    onSuccess: async () => {
      announce(m.figures_prepared_now());
      await refresh();
    },
  });
  const decide = useMutation({
    mutationFn: ({ publicationId, decision }: { publicationId: string } & PublicationDecision) =>
      decidePublication(publicationId, { decision }),
    onSuccess: async () => {
      announce(m.figures_decided_now());
      await refresh();
    },
  });
  const year = Number(PERIODS.calendar(today()).from.slice(0, 4));
  const publicationId = () => crypto.randomUUID();
  return (
    <>
      <p>
        <Link to="/reports">{m.figures_title()}</Link>
      </p>
      <PageHeading title={m.figures_publications()} />
      <p className="soft">{m.figures_publications_about()}</p>
      <PeriodForm period={period} onPeriod={onPeriod} />
      <p className="line">
        <Button
          busy={prepare.isPending}
          onClick={() => prepare.mutate({ publicationId: publicationId(), kind: 'public-report', year })}
        >
          {m.figures_prepare_report({ year: String(year) })}
        </Button>
        <Button
          busy={prepare.isPending}
          onClick={() =>
            prepare.mutate({ publicationId: publicationId(), kind: 'research-export', ...period })
          }
        >
          {m.figures_prepare_research()}
        </Button>
      </p>
      {[prepare.error, decide.error].map(
        (one) => one && <FailureNotice key={String(one.message)} error={one} />,
      )}
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.figures_publications_loading()}</Loading>}
      {data?.publications.length === 0 && <Empty>{m.figures_publications_none()}</Empty>}
      <div className="stack">
        {data?.publications.map((one) => (
          <PublicationCard
            key={one.publicationId}
            publication={one}
            busy={decide.isPending}
            onDecide={(decision) => decide.mutate({ publicationId: one.publicationId, decision })}
          />
        ))}
      </div>
    </>
  );
}

function PublicationCard(props: {
  publication: Publication;
  busy: boolean;
  onDecide: (decision: PublicationDecision['decision']) => void;
}) {
  const { publication, busy, onDecide } = props;
  const { kind, period, state, report, check, file, may, prepared, decided, withdrawn } = publication;
  const [tone, name] = STATES[state];
  const year = period.from.slice(0, 4);
  const what = kind === 'public-report' ? m.figures_kind_report() : m.figures_kind_research();
  return (
    <Card
      title={
        kind === 'public-report'
          ? `${what} ${year}`
          : `${what} ${formatDay(period.from)} – ${formatDay(period.to)}`
      }
    >
      <p>
        <Badge tone={tone}>{name()}</Badge>
      </p>
      <Who message={m.figures_prepared_by} who={prepared} />
      {decided && <Who message={m.figures_decided_by} who={decided} />}
      {withdrawn && <Who message={m.figures_withdrawn_by} who={withdrawn} />}
      {check && (
        <p>
          {check.smallest === null
            ? m.figures_check_nothing({
                ...{ claims: formatNumber(check.claims), rows: formatNumber(check.rows) },
                participants: formatNumber(check.participants),
                outcomes: formatNumber(check.outcomes ?? 1),
              })
            : m.figures_check({
                ...{ claims: formatNumber(check.claims), whole: formatNumber(check.whole) },
                ...{ generalised: formatNumber(check.generalised), left: formatNumber(check.leftOut) },
                ...{ rows: formatNumber(check.rows), participants: formatNumber(check.participants) },
                smallest: formatNumber(check.smallest),
                outcomes: formatNumber(check.outcomes ?? 1),
              })}
        </p>
      )}
      {report && <Preview report={report} />}
      <p className="line">
        {state === 'released' && file && (
          <a href={publicationFile(publication.publicationId)} download>
            {m.figures_download_zip()}
          </a>
        )}
        {state === 'released' && report && <a href={`/program/reports/${year}`}>{m.figures_open_public()}</a>}
        {may.decide && (
          <Button kind="main" busy={busy} onClick={() => onDecide('release')}>
            {m.figures_release()}
          </Button>
        )}
        {may.decide && (
          <Button busy={busy} onClick={() => onDecide('decline')}>
            {m.figures_decline()}
          </Button>
        )}
        {may.withdraw && (
          <Button kind="danger" busy={busy} onClick={() => onDecide('withdraw')}>
            {m.figures_withdraw()}
          </Button>
        )}
      </p>
    </Card>
  );
}

function Who(props: { message: (inputs: { name: string }) => string; who: { name: string; at: string } }) {
  const { name, at } = props.who;
  return (
    <p className="soft small">
      {props.message({ name })} · <TimeText utc={at} />
    </p>
  );
}

const said = (count: number | null) => (count === null ? m.figures_public_dash() : formatNumber(count));

function Preview({ report }: { report: NonNullable<Publication['report']> }) {
  const rows: { key: string; name: string; group: PublicGroup }[] = [
    { key: 'all', name: m.figures_public_all(), group: report.overall },
    ...report.marketplaces.map(({ marketplace, group }) => ({
      ...{ key: marketplace, group },
      name: marketplace === 'other' ? m.figures_public_other() : marketplaceName(marketplace),
    })),
    ...report.reasons.map(({ reason, group }) => ({
      ...{ key: reason, group },
      name: reason === 'other-reasons' ? m.figures_public_other() : reasonName(reason),
    })),
  ];
  const number = (key: string, heading: string, of: (group: PublicGroup) => string) => ({
    ...{ key, heading, kind: 'number' as const },
    cell: ({ group }: (typeof rows)[number]) => of(group),
  });
  return (
    <Table
      caption={m.figures_preview()}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        { key: 'name', heading: m.figures_doc_name(), kind: 'header', cell: ({ name }) => name },
        number('claims', m.figures_column_claims(), ({ claims }) => said(claims)),
        number('removed', m.figures_removed(), ({ removed }) => said(removed)),
        number('refused', m.figures_refused(), ({ refused }) => said(refused)),
        number('share', m.figures_takedown(), ({ removed, refused }) =>
          removed === null || refused === null
            ? m.figures_public_dash()
            : formatShare({ part: removed, of: removed + refused }, 'down'),
        ),
        number('days', m.figures_removal(), ({ days }) =>
          days === null ? m.figures_public_dash() : m.figures_removal_days({ days }),
        ),
      ]}
    />
  );
}
