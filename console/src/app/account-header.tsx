import type { Me } from '@marketsafe/contract';
import { Badge, Brand } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { NewsBell } from './news-bell.tsx';
import { OrganisationSwitch } from './organisation-switch.tsx';
import { SignOut } from './sign-out.tsx';

/** Header of the signed-in screens: for which organisation, as whom, and the way out. */
export function AccountHeader({ me }: { me: Me }) {
  return (
    <header className="site-header">
      <Link to="/" className="brand-link">
        <Brand name={m.console_name()} />
      </Link>
      <div className="account">
        <NewsBell me={me} />
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
        <SignOut />
      </div>
    </header>
  );
}
