import { EXPLANATION_LIMIT } from './claim.ts';
import type { EvidenceItem } from './evidence.ts';
import { REASON_CODES, type ReasonCode, reasonByCode } from './reasons.ts';
import { isExpired, type Right } from './right.ts';

/** Shortest explanation, in characters without spaces, that says anything (Chinese needs fewer characters than English). */
const SHORTEST_EXPLANATION = { en: 20, zh: 8 } as const;

/** A draft as far as readiness looks at it: everything may still be missing. */
export interface ClaimDraft {
  right?: Right | undefined;
  reason?: ReasonCode | undefined;
  explanation: { en: string; zh: string };
  target: { title?: unknown; wall?: string | undefined };
  evidence: readonly EvidenceItem[];
  declarations: { goodFaith: boolean; accurate: boolean; authorised: boolean };
}

/** One requirement that is not met. `missing` blocks finishing; `warning` does not. */
export interface Unmet {
  code:
    | 'wall'
    | 'evidence'
    | 'screenshot'
    | 'right'
    | 'right-rejected'
    | 'right-expired'
    | 'right-unverified'
    | 'reason'
    | 'reason-right'
    | 'explanation'
    | 'explanation-long'
    | 'grey-market'
    | 'declarations'
    | 'title';
  severity: 'missing' | 'warning';
  /** One sentence that says what to do. */
  sentence: string;
}

const GREY_MARKET =
  /\b(grey|gray)[ -]?market\b|\bparallel import|\bunauthori[sz]ed (re)?sell(er|ing)?\b.*\bgenuine\b|\bgenuine\b.*\bwithout (our )?authori[sz]ation\b|水货|平行进口/i;

function length(text: string): number {
  return text.replace(/\s/g, '').length;
}

/**
 * What still keeps a claim from being finished, each as one sentence to act on; empty when it is ready.
 * Runs in the extension for the investigator and again in the server. `today` is the calendar day, `YYYY-MM-DD`.
 */
export function readiness(draft: ClaimDraft, today: string): Unmet[] {
  const unmet: Unmet[] = [];
  const missing = (code: Unmet['code'], sentence: string) =>
    unmet.push({ code, severity: 'missing', sentence });
  const warning = (code: Unmet['code'], sentence: string) =>
    unmet.push({ code, severity: 'warning', sentence });

  if (draft.target.wall) {
    missing(
      'wall',
      'The page showed a wall instead of the listing: open the listing itself and capture it again.',
    );
  }
  const files = draft.evidence.flatMap((item) => item.files);
  if (draft.evidence.length === 0 || files.length === 0) {
    missing('evidence', 'Capture the listing: a claim needs at least one capture.');
  } else if (!files.some((file) => file.method === 'pixels')) {
    warning(
      'screenshot',
      'There is no real screenshot yet: open the listing and capture it from the toolbar button.',
    );
  }
  if (!draft.target.title && !draft.target.wall) {
    warning('title', 'The title was not found on the page: check that the screenshot shows it.');
  }

  if (!draft.right) {
    missing('right', 'Choose the brand and the right that this listing infringes.');
  } else {
    if (draft.right.status === 'rejected')
      missing('right-rejected', 'This right was rejected: choose another one or correct it in the console.');
    if (isExpired(draft.right, today))
      missing('right-expired', 'This right has expired: choose another one or renew it in the console.');
    if (draft.right.status === 'unverified')
      warning(
        'right-unverified',
        'This right is not verified yet: the claim will be held and released when it is.',
      );
  }

  if (!draft.reason || !REASON_CODES.includes(draft.reason)) {
    missing('reason', 'Choose the reason for this claim.');
  } else if (draft.right && !reasonByCode(draft.reason).rightTypes.includes(draft.right.type)) {
    missing(
      'reason-right',
      `Choose a reason that fits a ${draft.right.type}: “${reasonByCode(draft.reason).label}” does not.`,
    );
  }

  const { en, zh } = draft.explanation;
  if (length(en) < SHORTEST_EXPLANATION.en && length(zh) < SHORTEST_EXPLANATION.zh) {
    missing(
      'explanation',
      'Explain in English or Chinese, in a sentence or more, why this listing infringes the right.',
    );
  }
  if (en.length > EXPLANATION_LIMIT || zh.length > EXPLANATION_LIMIT) {
    missing('explanation-long', `Shorten the explanation to ${EXPLANATION_LIMIT} characters or fewer.`);
  }
  if (GREY_MARKET.test(en) || GREY_MARKET.test(zh)) {
    warning(
      'grey-market',
      'Marketplaces do not act on unauthorised sale of genuine goods: explain why these goods are not genuine.',
    );
  }

  const { goodFaith, accurate, authorised } = draft.declarations;
  if (!(goodFaith && accurate && authorised)) {
    missing('declarations', 'Confirm the three declarations.');
  }
  return unmet;
}

/** True when nothing that is missing keeps the claim from being finished. */
export function isReady(unmet: readonly Unmet[]): boolean {
  return unmet.every((item) => item.severity !== 'missing');
}
