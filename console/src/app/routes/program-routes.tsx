import { type CountedQuery, countedQuery } from '@marketsafe/contract';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { type TopicFilter, topicFilter } from '../../api/group-queries.ts';
import { CountedScreen } from '../../screens/figures/counted-screen.tsx';
import { FiguresScreen } from '../../screens/figures/figures-screen.tsx';
import { PERIODS, periodOf } from '../../screens/figures/period.ts';
import { PublicationsScreen } from '../../screens/figures/publications-screen.tsx';
import { GroupScreen } from '../../screens/group/group-screen.tsx';
import { SignalsScreen } from '../../screens/group/signals-screen.tsx';
import { TopicScreen } from '../../screens/group/topic-screen.tsx';
import { ParticipantStanding, StandingScreen } from '../../screens/standing/standing-screen.tsx';
import { inLanguage, signedIn, text } from './shell.tsx';

export const standing = createRoute({
  getParentRoute: () => signedIn,
  path: '/standing',
  component: inLanguage(StandingScreen),
});

function ParticipantStandingRoute(): ReactNode {
  const { organisationId } = participantStanding.useParams();
  return <ParticipantStanding key={organisationId} organisationId={organisationId} />;
}

export const participantStanding = createRoute({
  getParentRoute: () => signedIn,
  path: '/standing/$organisationId',
  component: inLanguage(ParticipantStandingRoute),
});

interface ReportsSearch {
  from?: string | undefined;
  to?: string | undefined;
  party?: string | undefined;
}
const reportsSearch = (search: Record<string, unknown>): ReportsSearch => ({
  from: text(search.from),
  to: text(search.to),
  party: text(search.party),
});

function ReportsRoute(): ReactNode {
  const search = reports.useSearch();
  const navigate = reports.useNavigate();
  return (
    <FiguresScreen
      period={periodOf(search)}
      party={search.party}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

export const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: reportsSearch,
  component: inLanguage(ReportsRoute),
});

function ReportsOfRoute(): ReactNode {
  const { organisationId } = reportsOf.useParams();
  const search = reportsOf.useSearch();
  const navigate = reportsOf.useNavigate();
  return (
    <FiguresScreen
      key={organisationId}
      period={periodOf(search)}
      party={search.party}
      organisation={organisationId}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

export const reportsOf = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/of/$organisationId',
  validateSearch: reportsSearch,
  component: inLanguage(ReportsOfRoute),
});

/** What an address asks for; where that is nothing that can be counted, what came in the usual period. */
const countedSearch = ({ cursor: _, ...search }: Record<string, unknown>): CountedQuery => {
  const read = countedQuery.safeParse({
    ...search,
    // A brand may look like a number in an address.
    ...(search.brand !== undefined && { brand: String(search.brand) }),
  });
  return read.success
    ? read.data
    : { ...periodOf({ from: text(search.from), to: text(search.to) }), what: 'received' };
};

function CountedRoute(): ReactNode {
  return <CountedScreen wish={counted.useSearch()} />;
}

export const counted = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/lines',
  validateSearch: countedSearch,
  component: inLanguage(CountedRoute),
});

function PublishedRoute(): ReactNode {
  const search = published.useSearch();
  const navigate = published.useNavigate();
  return (
    <PublicationsScreen
      period={periodOf(search, PERIODS.calendar)}
      onPeriod={(period) => void navigate({ search: { ...search, ...period } })}
    />
  );
}

export const published = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/published',
  validateSearch: reportsSearch,
  component: inLanguage(PublishedRoute),
});

function GroupRoute(): ReactNode {
  const filter = group.useSearch();
  const navigate = useNavigate();
  const onFilter = useCallback(
    (wanted: TopicFilter) => void navigate({ to: '/group', search: wanted, replace: true }),
    [navigate],
  );
  return (
    <GroupScreen
      filter={filter}
      onFilter={onFilter}
      onOpen={(topicId) => void navigate({ to: '/group/$topicId', params: { topicId } })}
    />
  );
}

export const group = createRoute({
  getParentRoute: () => signedIn,
  path: '/group',
  validateSearch: (search): TopicFilter => topicFilter.parse(search),
  component: inLanguage(GroupRoute),
});

function TopicRoute(): ReactNode {
  const { topicId } = topic.useParams();
  return <TopicScreen key={topicId} topicId={topicId} />;
}

export const signals = createRoute({
  getParentRoute: () => signedIn,
  path: '/group/signals',
  component: inLanguage(SignalsScreen),
});

export const topic = createRoute({
  getParentRoute: () => signedIn,
  path: '/group/$topicId',
  component: inLanguage(TopicRoute),
});
