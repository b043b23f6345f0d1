import './figures.css';
import { type Figures, isProgramStaff } from '@marketsafe/contract';
import { Card, Empty, Loading, Notice, Table } from '@marketsafe/looks';
import {
  currentLanguage,
  formatDay,
  formatMonth,
  formatNumber,
  m,
  marketplaceName,
  reasonName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FigureWish, figuresFile, figuresQuery } from '../../api/figure-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import type { LinesFilter } from './count-link.tsx';
import { GroupCard } from './group-card.tsx';
import { Headline } from './headline.tsx';
import type { Period } from './period.ts';
import { PeriodForm } from './period-form.tsx';

interface Props {
  period: Period;
  /** Only with this one. */
  party: string | undefined;
  /** Whose, for staff; everybody's where it is left out. */
  organisation?: string;
  onPeriod: (period: Period) => void;
}

/** What became of claims within a period: a participant's own, or the whole program's for staff. */
export function FiguresScreen({ period, party, organisation, onPeriod }: Props) {
  const me = useQuery(meQuery).data;
  const staff = me !== undefined && isProgramStaff(me.roles);
  const wish: FigureWish = { ...period, party, organisation };
  const { data, error, refetch } = useQuery(figuresQuery(wish));
  return (
    <>
      <PageHeading title={data ? titleOf(data, staff) : m.figures_title()} />
      {staff && (
        <p className="line">
          {organisation !== undefined && <Link to="/reports">{m.figures_all()}</Link>}
          <Link to="/reports/published">{m.figures_publications()}</Link>
        </p>
      )}
      {data?.party && (
        <p>
          <Link
            to={staff ? '/reports/of/$organisationId' : '/reports'}
            params={{ organisationId: organisation ?? '' }}
          >
            {m.figures_scorecard_all()}
          </Link>
        </p>
      )}
      {data && <p className="soft">{aboutOf(data, staff)}</p>}
      <PeriodForm period={period} onPeriod={onPeriod} />
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {data ? (
        <Body figures={data} wish={wish} staff={staff} />
      ) : (
        !error && <Loading>{m.figures_loading()}</Loading>
      )}
    </>
  );
}

function titleOf({ organisation, party }: Figures, staff: boolean): string {
  if (party) return m.figures_scorecard({ name: party.name });
  return staff && organisation ? m.figures_of_one({ name: organisation.name }) : m.figures_title();
}

function aboutOf({ organisation, party, isRepresentative }: Figures, staff: boolean): string {
  if (party) {
    return isRepresentative
      ? m.figures_scorecard_about_rep({ name: party.name })
      : m.figures_scorecard_about_holder({ name: party.name });
  }
  return staff && organisation === null ? m.figures_about_program() : m.figures_about_own();
}

function Body({ figures, wish, staff }: { figures: Figures; wish: FigureWish; staff: boolean }) {
  const { overall, months, open, stores } = figures;
  const isEmpty =
    stores?.closed !== 0 && stores !== null
      ? false
      : months.every(
          ({ group }) =>
            group.claims.received + group.decided.links.removed + group.decided.links.refused === 0,
        ) && overall.pending.links === 0;
  return (
    <div className="stack">
      {open && <Notice tone="info">{m.figures_open()}</Notice>}
      {isEmpty ? (
        <Empty title={<h2>{m.figures_empty()}</h2>}>
          <p>{m.figures_empty_help()}</p>
        </Empty>
      ) : (
        <Groups figures={figures} staff={staff} />
      )}
      <Downloads wish={wish} />
    </div>
  );
}

/** What narrows the lines behind a figure to a group's; null where there is no list of them. */
type Behind = (filter: Partial<NonNullable<LinesFilter>>, period?: Period) => LinesFilter;

function Groups({ figures, staff }: { figures: Figures; staff: boolean }) {
  const { organisation, party, period, months, marketplaces, reasons, brands, stores } = figures;
  // What was filed with one party, or by others, is no list by itself.
  const whose: Record<string, string> | null = party
    ? null
    : staff && organisation
      ? { organisation: organisation.organisationId }
      : {};
  const listed = (filter: Record<string, string>, { from, to } = period) =>
    whose && { ...whose, since: from, until: to, ...filter };
  // A holder's list of what a representative filed for it is another one.
  const mayOpen = !party || staff || figures.isRepresentative;
  const behind: Behind = (filter, { from, to } = period) =>
    mayOpen
      ? {
          ...{ from, to, ...filter },
          ...(staff && organisation && { organisation: organisation.organisationId }),
          ...(party && { party: party.organisationId }),
        }
      : null;
  return (
    <>
      <Headline figures={figures} claims={listed({})} behind={behind({})} />
      <GroupCard
        title={m.figures_over_time()}
        about={m.figures_over_time_about()}
        heading={m.figures_month()}
        chart={{ label: m.figures_chart_claims(), of: 'claims' }}
        rows={months.map(({ month, from, to, open, group }) => ({
          ...{ key: month, name: formatMonth(month), group, open },
          ...{ claims: listed({}, { from, to }), behind: behind({}, { from, to }) },
          ...(stores && { stores: stores.months.find((one) => one.month === month)?.closed ?? 0 }),
        }))}
      />
      <GroupCard
        title={m.figures_marketplaces()}
        heading={m.figures_marketplace()}
        chart={{ label: m.figures_chart_marketplaces(), of: 'decisions' }}
        rows={marketplaces.map(({ marketplace, group }) => ({
          ...{ key: marketplace, name: marketplaceName(marketplace), group },
          ...{ claims: listed({ marketplace }), behind: behind({ marketplace }) },
          ...(stores && {
            stores: stores.marketplaces.find((one) => one.marketplace === marketplace)?.closed ?? 0,
          }),
        }))}
      />
      <GroupCard
        title={m.figures_reasons()}
        heading={m.figures_reason()}
        chart={{ label: m.figures_chart_reasons(), of: 'decisions' }}
        rows={reasons.map(({ reason, group }) => ({
          ...{ key: reason, name: reasonName(reason), group },
          ...{ claims: listed({ reason }), behind: behind({ reason }) },
        }))}
      />
      <GroupCard
        title={m.figures_brands()}
        heading={m.figures_brand()}
        chart={{ label: m.figures_chart_brands(), of: 'decisions' }}
        rows={brands.map(({ brand, group }) => ({
          ...{ key: brand, name: brand === '' ? m.figures_brand_none() : brand, group },
          ...{ claims: null, behind: behind({ brand }) },
        }))}
      />
      <Parties figures={figures} staff={staff} behind={behind} />
      {stores && <StoresCard stores={stores} />}
    </>
  );
}

function Parties({ figures, staff, behind }: { figures: Figures; staff: boolean; behind: Behind }) {
  const { organisation, isRepresentative, parties, period } = figures;
  const isProgram = organisation === null;
  const title = isProgram
    ? m.figures_filers()
    : isRepresentative
      ? m.figures_holders()
      : m.figures_representatives();
  return (
    <GroupCard
      title={title}
      {...(!isProgram && !isRepresentative && { about: m.figures_representatives_about() })}
      heading={isProgram ? m.figures_filer() : isRepresentative ? m.figures_holder() : m.figures_filer()}
      rows={parties.map(({ organisation: { organisationId, name }, group }) => ({
        ...{ key: organisationId, name, group },
        behind: isProgram
          ? behind({ organisation: organisationId })
          : staff || isRepresentative
            ? behind({ party: organisationId })
            : null,
        claims: isProgram ? { organisation: organisationId, since: period.from, until: period.to } : null,
        shown: isProgram ? (
          <Link to="/reports/of/$organisationId" params={{ organisationId }} search={period}>
            {name}
          </Link>
        ) : staff && organisation ? (
          <Link
            to="/reports/of/$organisationId"
            params={{ organisationId: organisation.organisationId }}
            search={{ ...period, party: organisationId }}
          >
            {name}
          </Link>
        ) : (
          <Link to="/reports" search={{ ...period, party: organisationId }}>
            {name}
          </Link>
        ),
      }))}
    />
  );
}

function StoresCard({ stores }: { stores: NonNullable<Figures['stores']> }) {
  const { sellers, closed } = stores;
  return (
    <div id="stores">
      <Card title={m.figures_stores()}>
        <p className="soft">{m.figures_stores_about()}</p>
        {sellers.length === 0 ? (
          <p>{m.figures_stores_none()}</p>
        ) : (
          <Table
            caption={m.figures_stores()}
            captionHidden
            rows={sellers}
            keyOf={({ sellerId }) => sellerId}
            columns={[
              {
                ...{ key: 'store', heading: m.figures_store(), kind: 'header' },
                cell: ({ sellerId, name }) => (
                  <Link to="/sellers/$sellerId" params={{ sellerId }}>
                    {name ?? m.figures_store()}
                  </Link>
                ),
              },
              {
                ...{ key: 'marketplace', heading: m.figures_marketplace() },
                cell: ({ marketplace }) => marketplaceName(marketplace),
              },
              {
                ...{ key: 'told', heading: m.figures_told_on() },
                cell: ({ toldOn }) => formatDay(toldOn),
              },
            ]}
          />
        )}
        {closed > sellers.length && (
          <p className="soft small">{m.figures_stores_first({ count: formatNumber(sellers.length) })}</p>
        )}
      </Card>
    </div>
  );
}

function Downloads({ wish }: { wish: FigureWish }) {
  return (
    <Card title={m.figures_downloads()}>
      <p className="soft">{m.figures_downloads_about()}</p>
      <p className="line">
        {(
          [
            ['pdf', m.figures_download_pdf()],
            ['xlsx', m.figures_download_xlsx()],
            ['csv', m.figures_download_csv()],
          ] as const
        ).map(([format, name]) => (
          <a key={format} href={figuresFile(wish, format, currentLanguage())} download>
            {name}
          </a>
        ))}
      </p>
      <p className="soft small">{m.figures_audit_note()}</p>
    </Card>
  );
}
