import { Announcer } from '@marketsafe/looks';
import { Outlet } from '@tanstack/react-router';

/** Around every screen: the way past the header, and the live region. */
export function RootLayout() {
  return (
    <Announcer>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <Outlet />
    </Announcer>
  );
}
