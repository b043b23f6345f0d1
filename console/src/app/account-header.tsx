import type { Me } from '@marketsafe/contract';
import { Brand, Button } from '@marketsafe/looks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut } from '../api/auth.ts';
import { explain } from '../api/failure.ts';

/** Header of the signed-in screens: where one can go, for which organisation, as whom, and the way out. */
export function AccountHeader({ me }: { me: Me }) {
  const leave = useMutation({
    mutationFn: signOut,
    // A new document, so that nothing of this session stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
  return (
    <header className="site-header">
      <Link to="/claims" className="brand-link">
        <Brand name="MarketSafe console" />
      </Link>
      <nav aria-label="Main" className="nav">
        <Link to="/claims">Claims</Link>
        <Link to="/marketplaces">Marketplaces</Link>
        <Link to="/device">Approve an extension</Link>
        <Link to="/verify">Verify a package</Link>
      </nav>
      <div className="account">
        <p>
          <span className="visually-hidden">Organisation: </span>
          <strong>{me.organisation.name}</strong>
          <span className="soft small" title={me.user.email}>
            <span className="visually-hidden">Signed in as </span>
            {me.user.name}
          </span>
        </p>
        <Button onClick={() => leave.mutate()} busy={leave.isPending}>
          Sign out
        </Button>
        {leave.error && (
          <p className="account-failure bad" role="alert">
            You are still signed in. {explain(leave.error).title}: try again.
          </p>
        )}
      </div>
    </header>
  );
}
