import type { Me } from '@marketsafe/contract';
import { Badge, Brand, Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut } from '../api/auth.ts';
import { explain } from '../api/failure.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { forgetPackages } from '../packages/forget-packages.ts';
import { OrganisationSwitch } from './organisation-switch.tsx';

/** Header of the signed-in screens: for which organisation, as whom, and the way out. */
export function AccountHeader({ me }: { me: Me }) {
  const leave = useMutation({
    mutationFn: async () => {
      await signOut();
      await forgetPackages();
    },
    // A new document, so that nothing of this session stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
  return (
    <header className="site-header">
      <Link to="/claims" className="brand-link">
        <Brand name={m.console_name()} />
      </Link>
      <div className="account">
        <LanguageSwitch />
        <p>
          <span className="visually-hidden">{m.console_organisation()} </span>
          <OrganisationSwitch me={me} />
          {me.organisation.demo && <Badge tone="warn">{m.search_demo()}</Badge>}
          <span className="soft small" title={me.user.email}>
            <span className="visually-hidden">{m.console_signed_in_as()} </span>
            <Link to="/account" aria-label={m.account_open({ name: me.user.name })}>
              {me.user.name}
            </Link>
          </span>
        </p>
        <Button onClick={() => leave.mutate()} busy={leave.isPending}>
          {m.console_sign_out()}
        </Button>
        {leave.error && (
          <p className="account-failure bad" role="alert">
            {m.console_sign_out_failed({ problem: explain(leave.error).title })}
          </p>
        )}
      </div>
    </header>
  );
}
