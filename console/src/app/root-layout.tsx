import { Announcer } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Outlet } from '@tanstack/react-router';

/** Around every screen: the way past the header, and the live region. */
export function RootLayout() {
  return (
    <Announcer>
      <a className="skip-link" href="#content">
        {m.console_skip()}
      </a>
      <Outlet />
    </Announcer>
  );
}
