import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { signOut } from '../api/auth.ts';
import { explain } from '../api/failure.ts';
import { forgetPackages } from '../packages/forget-packages.ts';

/** The way out. */
export function SignOut() {
  const leave = useMutation({
    mutationFn: async () => {
      await signOut();
      await forgetPackages();
    },
    // A new document, so that nothing of this session stays in memory.
    onSuccess: () => window.location.assign('/sign-in'),
  });
  return (
    <>
      <Button onClick={() => leave.mutate()} busy={leave.isPending}>
        {m.console_sign_out()}
      </Button>
      {leave.error && (
        <p className="account-failure bad" role="alert">
          {m.console_sign_out_failed({ problem: explain(leave.error).title })}
        </p>
      )}
    </>
  );
}
