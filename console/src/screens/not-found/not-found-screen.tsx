import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';

/** An address that the console does not have. */
export function NotFoundScreen() {
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title={m.console_not_found()} />
        <p>{m.console_not_found_help()}</p>
        <p>
          <Link to="/claims">{m.console_not_found_link()}</Link>
        </p>
      </main>
    </>
  );
}
