import { type ClaimFilters, queryOf, usableFilters } from '@marketsafe/contract';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo } from 'react';
import { ClaimScreen } from '../../screens/claim/claim-screen.tsx';
import { ClaimsScreen } from '../../screens/claims/claims-screen.tsx';
import { OwnedScreen } from '../../screens/owned/owned-screen.tsx';
import { RetentionScreen } from '../../screens/retention/retention-screen.tsx';
import { filterOf, searchOf } from '../../screens/review/filter.ts';
import { QueueScreen } from '../../screens/review/queue-screen.tsx';
import { ReviewRoom } from '../../screens/review/review-room.tsx';
import { ReviewScreen } from '../../screens/review/review-screen.tsx';
import { TranslationsScreen } from '../../screens/translations/translations-screen.tsx';
import { TroubleScreen } from '../../screens/trouble/trouble-screen.tsx';
import { WatchScreen } from '../../screens/watch-list/watch-screen.tsx';
import { inLanguage, signedIn } from './shell.tsx';

type ReviewSearch = ReturnType<typeof searchOf>;

function ClaimsRoute(): ReactNode {
  const search = claims.useSearch();
  const filters = useMemo(() => usableFilters(search), [search]);
  const navigate = claims.useNavigate();
  // What was typed before is no place to go back to.
  const show = useCallback(
    (next: ClaimFilters) => void navigate({ search: queryOf(next), replace: true }),
    [navigate],
  );
  return <ClaimsScreen filters={filters} onFilters={show} />;
}

export const claims = createRoute({
  getParentRoute: () => signedIn,
  path: '/claims',
  validateSearch: (search): { [Name in keyof ClaimFilters]?: string } => queryOf(usableFilters(search)),
  component: inLanguage(ClaimsRoute),
});

function ClaimRoute(): ReactNode {
  const { claimId } = claim.useParams();
  return <ClaimScreen key={claimId} claimId={claimId} />;
}

export const claim = createRoute({
  getParentRoute: () => signedIn,
  path: '/claims/$claimId',
  component: inLanguage(ClaimRoute),
});

export const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/review',
  validateSearch: (search): ReviewSearch => searchOf(filterOf(search)),
  component: inLanguage(ReviewRoom),
});

function QueueRoute(): ReactNode {
  const navigate = useNavigate();
  return (
    <QueueScreen
      filter={filterOf(review.useSearch())}
      onFilter={(filter) => void navigate({ to: '/review', search: searchOf(filter) })}
    />
  );
}

export const queue = createRoute({
  getParentRoute: () => review,
  path: '/',
  component: inLanguage(QueueRoute),
});

function ReviewRoute(): ReactNode {
  const { claimId } = reviewed.useParams();
  return <ReviewScreen claimId={claimId} filter={filterOf(review.useSearch())} />;
}

export const reviewed = createRoute({
  getParentRoute: () => review,
  path: '$claimId',
  component: inLanguage(ReviewRoute),
});

export const translations = createRoute({
  getParentRoute: () => signedIn,
  path: '/translations',
  component: inLanguage(TranslationsScreen),
});

export const watch = createRoute({
  getParentRoute: () => signedIn,
  path: '/watch-list',
  component: inLanguage(WatchScreen),
});

export const trouble = createRoute({
  getParentRoute: () => signedIn,
  path: '/trouble',
  component: inLanguage(TroubleScreen),
});

export const retention = createRoute({
  getParentRoute: () => signedIn,
  path: '/retention',
  component: inLanguage(RetentionScreen),
});

export const owned = createRoute({
  getParentRoute: () => signedIn,
  path: '/export',
  component: inLanguage(OwnedScreen),
});
