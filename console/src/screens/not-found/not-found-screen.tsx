import { Link } from '@tanstack/react-router';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';

/** An address that the console does not have. */
export function NotFoundScreen() {
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title="There is no such page" />
        <p>The address may be mistyped or from an older version of the console. Nothing was lost.</p>
        <p>
          <Link to="/claims">Go to the claims</Link>
        </p>
      </main>
    </>
  );
}
