import { Link } from '@tanstack/react-router';

/** Header of the screens that stand before the sign-in, with what needs none. */
export function PlainHeader() {
  return (
    <header className="site-header">
      <span className="brand">MarketSafe console</span>
      <nav aria-label="Main">
        <Link to="/verify">Verify a package</Link>
      </nav>
    </header>
  );
}
