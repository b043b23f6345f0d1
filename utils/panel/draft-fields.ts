import type { Unmet } from '@marketsafe/contract';

/** Ids of the form's parts that a readiness sentence can lead to. Each is the id of a focusable element. */
const DRAFT_FIELDS = {
  evidence: 'draft-evidence',
  facts: 'draft-facts',
  right: 'draft-right',
  reason: 'draft-reason',
  explanation: 'draft-explanation-en',
  declarations: 'draft-declaration-goodFaith',
} as const;

const FIELD_OF: Readonly<Record<Unmet['code'], keyof typeof DRAFT_FIELDS>> = {
  wall: 'evidence',
  evidence: 'evidence',
  screenshot: 'evidence',
  title: 'facts',
  right: 'right',
  'right-rejected': 'right',
  'right-expired': 'right',
  'right-unverified': 'right',
  reason: 'reason',
  'reason-right': 'reason',
  explanation: 'explanation',
  'explanation-long': 'explanation',
  'grey-market': 'explanation',
  declarations: 'declarations',
};

const DECLARATIONS = ['goodFaith', 'accurate', 'authorised'] as const;

/** Id of the element to focus for an unmet requirement: of the declarations, the first that is not ticked. */
export function fieldOf(
  code: Unmet['code'],
  declarations: Record<(typeof DECLARATIONS)[number], boolean>,
): string {
  if (code === 'declarations') {
    const open = DECLARATIONS.find((name) => !declarations[name]) ?? 'goodFaith';
    return `draft-declaration-${open}`;
  }
  return DRAFT_FIELDS[FIELD_OF[code]];
}
