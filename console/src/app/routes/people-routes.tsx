import { PROVIDER_OUTCOMES, problemCodeOf } from '@marketsafe/contract';
import { createRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AccountScreen } from '../../screens/account/account-screen.tsx';
import { ApplicationScreen } from '../../screens/applications/application-screen.tsx';
import { ApplicationsScreen } from '../../screens/applications/applications-screen.tsx';
import { NewsScreen } from '../../screens/news/news-screen.tsx';
import { OrganisationScreen } from '../../screens/organisations/organisation-screen.tsx';
import { OrganisationsScreen } from '../../screens/organisations/organisations-screen.tsx';
import { OwnPeopleScreen } from '../../screens/people/people-screen.tsx';
import { WebhooksScreen } from '../../screens/webhooks/webhooks-screen.tsx';
import { inLanguage, signedIn, text } from './shell.tsx';

function AccountRoute(): ReactNode {
  const { outcome, problem } = account.useSearch();
  return (
    <AccountScreen
      outcome={PROVIDER_OUTCOMES.find((each) => each === outcome)}
      problem={problemCodeOf(problem)}
    />
  );
}

export const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  validateSearch: (search): { outcome?: string | undefined; problem?: string | undefined } => ({
    outcome: text(search.outcome),
    problem: text(search.problem),
  }),
  component: inLanguage(AccountRoute),
});

export const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: inLanguage(OwnPeopleScreen),
});

export const news = createRoute({
  getParentRoute: () => signedIn,
  path: '/news',
  component: inLanguage(NewsScreen),
});

export const webhooks = createRoute({
  getParentRoute: () => signedIn,
  path: '/webhooks',
  component: inLanguage(WebhooksScreen),
});

export const applications = createRoute({
  getParentRoute: () => signedIn,
  path: '/applications',
  component: inLanguage(ApplicationsScreen),
});

function ApplicationRoute(): ReactNode {
  const { applicationId } = application.useParams();
  return <ApplicationScreen key={applicationId} applicationId={applicationId} />;
}

export const application = createRoute({
  getParentRoute: () => signedIn,
  path: '/applications/$applicationId',
  component: inLanguage(ApplicationRoute),
});

export const organisations = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations',
  component: inLanguage(OrganisationsScreen),
});

function OrganisationRoute(): ReactNode {
  const { organisationId } = organisation.useParams();
  return <OrganisationScreen key={organisationId} organisationId={organisationId} />;
}

export const organisation = createRoute({
  getParentRoute: () => signedIn,
  path: '/organisations/$organisationId',
  component: inLanguage(OrganisationRoute),
});
