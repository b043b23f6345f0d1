import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Redirect } from '../components/redirect.tsx';
import { parsePlainSearch, stringifyPlainSearch } from '../format/plain-search.ts';
import { HOME } from '../format/return-path.ts';
import { ClaimScreen } from '../screens/claim/claim-screen.tsx';
import { ClaimsScreen } from '../screens/claims/claims-screen.tsx';
import { DeviceScreen } from '../screens/device/device-screen.tsx';
import { MarketplacesScreen } from '../screens/marketplaces/marketplaces-screen.tsx';
import { NotFoundScreen } from '../screens/not-found/not-found-screen.tsx';
import { SignInScreen } from '../screens/sign-in/sign-in-screen.tsx';
import { VerifyScreen } from '../screens/verify/verify-screen.tsx';
import { BrokenScreen } from './broken-screen.tsx';
import { OpenLayout } from './open-layout.tsx';
import { RootLayout } from './root-layout.tsx';
import { SignedInLayout } from './signed-in-layout.tsx';

/** A value of the query string, which may hold anything. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const root = createRootRoute({
  component: RootLayout,
  notFoundComponent: NotFoundScreen,
  errorComponent: BrokenScreen,
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Redirect to={HOME} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { returnTo?: string | undefined; ended?: string | undefined } => ({
    returnTo: text(search.returnTo),
    ended: text(search.ended),
  }),
  component: () => {
    const { returnTo, ended } = signIn.useSearch();
    return <SignInScreen returnTo={returnTo} ended={ended === 'yes'} />;
  },
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedInLayout });

const device = createRoute({
  getParentRoute: () => signedIn,
  path: '/device',
  // The name is RFC 8628's.
  validateSearch: (search): { user_code?: string | undefined } => ({ user_code: text(search.user_code) }),
  component: () => <DeviceScreen givenCode={device.useSearch().user_code ?? ''} />,
});

const claims = createRoute({ getParentRoute: () => signedIn, path: '/claims', component: ClaimsScreen });

const claim = createRoute({
  getParentRoute: () => signedIn,
  path: '/claims/$claimId',
  component: () => {
    const { claimId } = claim.useParams();
    return <ClaimScreen key={claimId} claimId={claimId} />;
  },
});

const marketplaces = createRoute({
  getParentRoute: () => signedIn,
  path: '/marketplaces',
  component: MarketplacesScreen,
});

const open = createRoute({ getParentRoute: () => root, id: 'open', component: OpenLayout });

const verify = createRoute({ getParentRoute: () => open, path: '/verify', component: VerifyScreen });

/** The console's addresses and the screens behind them. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    signIn,
    open.addChildren([verify]),
    signedIn.addChildren([device, claims, claim, marketplaces]),
  ]),
  parseSearch: parsePlainSearch,
  stringifySearch: stringifyPlainSearch,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
