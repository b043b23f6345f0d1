import { putOnHold, releaseHold } from '../drafts/legal-hold.ts';
import { signedIn } from '../session/session.ts';
import { pageDatabase } from './page-database.ts';
import { type ActionResult, useAttempt } from './use-attempt.ts';

export interface HoldControl {
  result: ActionResult;
  onHold: (reason: string) => Promise<boolean>;
  onRelease: () => Promise<boolean>;
}

/** Who does it, as the record of a hold names them. */
async function currentName(): Promise<string | null> {
  return (await signedIn(pageDatabase))?.me.user.name ?? null;
}

/** The legal hold of one draft or report: putting it on and taking it off. */
export function useHold(draftId: string): HoldControl {
  const { result, attempt } = useAttempt();
  return {
    result,
    onHold: (reason) =>
      attempt(async () => {
        await putOnHold(pageDatabase, draftId, { reason, by: await currentName(), now: Date.now() });
        return 'Nothing of it is deleted or removed from this device until the hold is released.';
      }),
    onRelease: () =>
      attempt(async () => {
        await releaseHold(pageDatabase, draftId, { by: await currentName(), now: Date.now() });
        return 'The hold is released.';
      }),
  };
}
