import type { ClaimState } from './states.ts';

/**
 * Who may move a claim: its participant, the program's staff, the marketplace's own people by their answer (`marketplace`) or by taking one back
 * (`marketplace-back`), or the server by itself.
 */
export type Mover = 'participant' | 'staff' | 'marketplace' | 'marketplace-back' | 'server';

/** One way out of a state. */
interface Way {
  to: ClaimState;
  by: readonly Mover[];
}

const STAFF: readonly Mover[] = ['staff'];
/** An answer of the marketplace's. */
const ANSWER: readonly Mover[] = ['staff', 'marketplace'];
/** An answer that is taken back. */
const BACK: readonly Mover[] = ['staff', 'marketplace-back'];
const WITHDRAW: Way = { to: 'withdrawn', by: ['participant'] };

/**
 * Every way from one state to another, and who may take it. Back from `approved` and `declined` leads the undoing of a decision, before it
 * leaves the program. What the marketplace answers, its people or staff write down; staff take back what they wrote down by mistake.
 */
const WAYS: Readonly<Record<ClaimState, readonly Way[]>> = {
  received: [
    { to: 'duplicate', by: ['server'] },
    { to: 'held', by: ['server'] },
    { to: 'in_review', by: ['server'] },
  ],
  duplicate: [],
  held: [
    { to: 'in_review', by: ['server', 'staff'] },
    { to: 'declined', by: ['server', 'staff'] },
    // It goes on waiting, for another reason: its right was refused and can be mended.
    { to: 'held', by: ['server'] },
    WITHDRAW,
  ],
  in_review: [
    // The first of two approvals, and taking it back.
    { to: 'in_review', by: STAFF },
    { to: 'needs_info', by: STAFF },
    { to: 'approved', by: STAFF },
    { to: 'declined', by: STAFF },
    { to: 'held', by: ['server'] },
    WITHDRAW,
  ],
  needs_info: [{ to: 'in_review', by: ['participant', 'staff'] }, { to: 'declined', by: STAFF }, WITHDRAW],
  approved: [{ to: 'packeted', by: STAFF }, { to: 'in_review', by: STAFF }, WITHDRAW],
  declined: [{ to: 'in_review', by: STAFF }],
  packeted: [
    { to: 'sent', by: STAFF },
    { to: 'approved', by: STAFF },
    // Into another packet, where one is split.
    { to: 'packeted', by: STAFF },
    WITHDRAW,
  ],
  sent: [
    { to: 'acknowledged', by: ANSWER },
    { to: 'removed', by: ANSWER },
    { to: 'platform_rejected', by: ANSWER },
    // Its packet, or its link, was taken back from the marketplace, and it waits for another.
    { to: 'approved', by: STAFF },
    WITHDRAW,
  ],
  acknowledged: [
    // It asks for more.
    { to: 'acknowledged', by: [...ANSWER, 'marketplace-back'] },
    { to: 'removed', by: ANSWER },
    { to: 'platform_rejected', by: ANSWER },
    { to: 'sent', by: BACK },
    { to: 'approved', by: STAFF },
    WITHDRAW,
  ],
  removed: [
    { to: 'countered', by: ANSWER },
    { to: 'sent', by: BACK },
    { to: 'acknowledged', by: BACK },
  ],
  platform_rejected: [
    { to: 'sent', by: BACK },
    { to: 'acknowledged', by: BACK },
    // What was refused is sent once more, in another packet.
    { to: 'approved', by: STAFF },
  ],
  countered: [
    { to: 'conceded', by: ['participant', 'staff'] },
    { to: 'contested', by: ['participant', 'staff'] },
    WITHDRAW,
  ],
  conceded: [],
  contested: [
    // A statement of non-infringement was forwarded, or a complaint or a suit was shown.
    { to: 'contested', by: ['participant', 'staff'] },
    { to: 'upheld', by: STAFF },
    { to: 'overturned', by: STAFF },
    { to: 'reinstated', by: STAFF },
    WITHDRAW,
  ],
  // A seller has more than one chance.
  upheld: [{ to: 'countered', by: ANSWER }],
  overturned: [],
  reinstated: [],
  withdrawn: [],
};

/** Whether a claim may go from one state to another by the hand of this mover. */
export function mayMove(from: ClaimState, to: ClaimState, by: Mover): boolean {
  return WAYS[from].some((way) => way.to === to && way.by.includes(by));
}

/** The states that a mover may bring a claim to. */
export function waysFrom(from: ClaimState, by: Mover): readonly ClaimState[] {
  return WAYS[from].filter((way) => way.by.includes(by)).map(({ to }) => to);
}
