import { m } from '@marketsafe/words';
import { PageHeading } from '../../components/page-heading.tsx';
import { PlainHeader } from '../../components/plain-header.tsx';
import { ForgottenForm } from './forgotten-form.tsx';
import { ResetForm } from './reset-form.tsx';

/** A new password for somebody who has lost theirs: asks for a mail, or takes the link of one, whose secret stands after `#`. */
export function PasswordScreen({ secret }: { secret: string }) {
  return (
    <>
      <PlainHeader />
      <main id="content" tabIndex={-1} className="narrow">
        <PageHeading title={m.account_forgotten_title()} />
        {secret === '' ? <ForgottenForm /> : <ResetForm secret={secret} />}
      </main>
    </>
  );
}
