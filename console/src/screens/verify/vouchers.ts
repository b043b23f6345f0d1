import type { Check, CheckId, CheckState, PackageVerdict } from '@marketsafe/evidence';

/** Who may vouch for something in a package by a signature. */
export type Party = 'device' | 'program' | 'authority' | 'packer';

/** One party, and how far what it says by its signature was checked. */
export interface Voucher {
  party: Party;
  state: CheckState;
  /** It says so of some captures, and has nothing to say of others. */
  partly: boolean;
}

const PARTIES: readonly { party: Party; ids: readonly CheckId[] }[] = [
  { party: 'device', ids: ['device-signature'] },
  { party: 'program', ids: ['enrolment', 'challenge', 'receipt'] },
  { party: 'authority', ids: ['time-stamp', 'package-time-stamp'] },
  { party: 'packer', ids: ['package-signature'] },
];

const WORST: readonly CheckState[] = ['failed', 'untrusted', 'passed', 'absent'];

/** The least that holds among checks: one that fails, else one that is not yet trusted, else one that holds. */
function leastOf(checks: readonly Check[]): CheckState {
  return WORST.find((state) => checks.some((check) => check.state === state)) ?? 'absent';
}

/** Who vouches for what in a package, as far as it was checked. Empty for what is no package. */
export function vouchersOf({ checks, kind }: PackageVerdict): Voucher[] {
  if (kind === null) return [];
  const parties = kind === 'evidence' ? PARTIES : PARTIES.slice(2);
  return parties.map(({ party, ids }) => {
    const own = checks.filter(({ id }) => ids.includes(id));
    const state = leastOf(own);
    return { party, state, partly: state !== 'absent' && own.some((check) => check.state === 'absent') };
  });
}
