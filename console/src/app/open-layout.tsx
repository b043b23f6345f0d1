import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { meQuery } from '../api/queries.ts';
import { PlainHeader } from '../components/plain-header.tsx';
import { useAccountLanguage } from '../language/use-account-language.ts';
import { AccountHeader } from './account-header.tsx';

/** Around screens that need nobody signed in and no server: who is signed in sees where else one can go. */
export function OpenLayout() {
  const me = useQuery(meQuery);
  useAccountLanguage(me.data);
  return (
    <>
      {me.data ? <AccountHeader me={me.data} /> : <PlainHeader />}
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
