import type { Check, CheckId, CheckState, PackageVerdict } from '@marketsafe/evidence';

/** One party, what it says by its signature, and how far that was checked. */
export interface Voucher {
  who: string;
  what: string;
  state: CheckState;
  /** It says so of some captures, and has nothing to say of others. */
  partly: boolean;
}

const PARTIES: readonly { who: string; what: string; ids: readonly CheckId[] }[] = [
  {
    who: 'The device',
    what: 'that each record is, byte for byte, what it signed at the capture',
    ids: ['device-signature'],
  },
  {
    who: 'The program',
    what: 'that it knows the device, issued the challenge before the capture, and received the record',
    ids: ['enrolment', 'challenge', 'receipt'],
  },
  {
    who: 'A time-stamp authority',
    what: 'that the records, or the package, existed at the time in its token',
    ids: ['time-stamp', 'package-time-stamp'],
  },
  { who: 'Who packed it', what: 'that these are the files of the package', ids: ['package-signature'] },
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
  return parties.map(({ who, what, ids }) => {
    const own = checks.filter(({ id }) => ids.includes(id));
    const state = leastOf(own);
    return { who, what, state, partly: state !== 'absent' && own.some((check) => check.state === 'absent') };
  });
}
