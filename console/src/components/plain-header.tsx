import { Brand } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { LanguageSwitch } from '../language/language-switch.tsx';

/** Header of the screens that stand before the sign-in, with what needs none. */
export function PlainHeader() {
  return (
    <header className="site-header">
      <Brand name={m.console_name()} />
      <nav aria-label={m.console_main_navigation()} className="nav">
        <Link to="/verify">{m.console_nav_verify()}</Link>
      </nav>
      <div className="account">
        <LanguageSwitch />
      </div>
    </header>
  );
}
