import { Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { isSignedOut } from '../api/failure.ts';
import { meQuery } from '../api/queries.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { PlainHeader } from '../components/plain-header.tsx';
import { Redirect } from '../components/redirect.tsx';
import { stringifyPlainSearch } from '../format/plain-search.ts';
import { useAccountLanguage } from '../language/use-account-language.ts';
import { AccountHeader } from './account-header.tsx';
import { MainNavigation } from './main-navigation.tsx';
import { SignOut } from './sign-out.tsx';

/** Around every screen that needs a signed-in user: asks who it is, and sends everybody else to the sign-in screen. */
export function SignedInLayout() {
  const here = useLocation({ select: (location) => location.href });
  const me = useQuery(meQuery);
  useAccountLanguage(me.data);

  if (isSignedOut(me.error)) {
    const ended = me.data === undefined ? undefined : 'yes';
    return <Redirect to={`/sign-in${stringifyPlainSearch({ returnTo: here, ended })}`} />;
  }
  if (me.data === undefined) {
    return (
      <>
        <PlainHeader />
        <main id="content" tabIndex={-1}>
          {me.error ? (
            <>
              <PageHeading title={m.console_not_available()} />
              <FailureNotice error={me.error} onRetry={() => me.refetch()} />
              <SignOut />
            </>
          ) : (
            <>
              <h1 className="visually-hidden">{m.console_name()}</h1>
              <Loading>{m.console_loading_account()}</Loading>
            </>
          )}
        </main>
      </>
    );
  }
  return (
    <>
      <AccountHeader me={me.data} />
      <div className="frame">
        <MainNavigation me={me.data} />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}
