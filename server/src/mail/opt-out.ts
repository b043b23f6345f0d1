import { z } from 'zod';
import { createSeal } from '../secrets/seal.ts';

/** Mails that somebody can do without. */
const OPT_OUTS = ['digest', 'news'] as const;

const choice = z.strictObject({
  organisationId: z.uuid(),
  userId: z.uuid(),
  from: z.enum(OPT_OUTS),
});
/** Who does not want which mails any more, as one of which organisation. */
export type OptOutChoice = z.infer<typeof choice>;

/** Makes and reads the addresses by which mails are stopped (RFC 8058). */
export interface OptOut {
  address(choice: OptOutChoice): string;
  /** Null where the server did not write it. */
  read(token: string): OptOutChoice | null;
}

/** Where such an address leads; what follows is the token. */
export const OPT_OUT_PATH = '/v1/mail/off/';

const ABOUT = 'opt-out';

/**
 * Each address is sealed, so that nobody makes one for somebody else, and holds for ever: an old mail stops the mails, too.
 * @param base address of the server
 */
export function openOptOut(secret: string, base: () => string): OptOut {
  const seal = createSeal(secret, 'marketsafe mail opt-out');
  return {
    address({ organisationId, userId, from }) {
      // As short as it can be: a router takes no longer ones.
      const text = [organisationId, userId, from].join(' ');
      return `${base()}${OPT_OUT_PATH}${seal.close(text, ABOUT).toString('base64url')}`;
    },
    read(token) {
      try {
        const [organisationId, userId, from] = seal.open(Buffer.from(token, 'base64url'), ABOUT).split(' ');
        return choice.parse({ organisationId, userId, from });
      } catch {
        // Cut off, or of somebody's own making.
        return null;
      }
    },
  };
}
