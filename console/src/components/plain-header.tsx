import { Brand } from '@marketsafe/looks';
import { Link } from '@tanstack/react-router';

/** Header of the screens that stand before the sign-in, with what needs none. */
export function PlainHeader() {
  return (
    <header className="site-header">
      <Brand name="MarketSafe console" />
      <nav aria-label="Main" className="nav">
        <Link to="/verify">Verify a package</Link>
      </nav>
    </header>
  );
}
