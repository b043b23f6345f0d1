import {
  type FieldValues,
  REASONS,
  type ReasonCode,
  type Right,
  reasonByCode,
  reasonsFor,
} from '@marketsafe/contract';

/** Fields that a choice changes. */
type Edit = Partial<FieldValues>;

const LANGUAGES = ['en', 'zh'] as const;

interface Explanation {
  en: string;
  zh: string;
}

/** The part of a draft that the rules below look at. */
export interface PrefillBasis {
  reason?: ReasonCode | undefined;
  explanation: Explanation;
}

function isStanding(text: string, language: keyof Explanation): boolean {
  return REASONS.some((reason) => reason.statement[language] === text.trim());
}

/** True when the text was not written by the user: a standing statement, or nothing before any reason was chosen. */
function isUnedited(basis: PrefillBasis, language: keyof Explanation): boolean {
  const text = basis.explanation[language];
  return isStanding(text, language) || (text.trim() === '' && basis.reason === undefined);
}

/**
 * What choosing a reason changes: the reason, and in each language the standing statement where the text is still a standing one.
 * Text that the user wrote, or emptied on purpose, stays.
 */
export function chooseReason(basis: PrefillBasis, reason: ReasonCode): Edit {
  const { statement } = reasonByCode(reason);
  const explanation = { ...basis.explanation };
  for (const language of LANGUAGES) {
    if (isUnedited(basis, language)) explanation[language] = statement[language];
  }
  return { reason, ...explanation };
}

/**
 * What choosing a right changes: the right, and the reason that discloses least where none is chosen or the chosen one does not
 * fit the right's type.
 */
export function chooseRight(basis: PrefillBasis, right: Right): Edit {
  const fitting = reasonsFor(right.type);
  const suggestion = fitting[0];
  const fits = fitting.some((reason) => reason.code === basis.reason);
  return {
    rightId: right.rightId,
    ...(!fits && suggestion && chooseReason(basis, suggestion.code)),
  };
}

/** Languages in which the user's own text stands in place of the chosen reason's standing statement. */
export function editedLanguages(basis: PrefillBasis): (keyof Explanation)[] {
  const { reason } = basis;
  if (reason === undefined) return [];
  const { statement } = reasonByCode(reason);
  return LANGUAGES.filter((language) => basis.explanation[language].trim() !== statement[language]);
}

/** Puts the chosen reason's standing statement back in one language, by the user's wish. */
export function standingText(basis: PrefillBasis, language: keyof Explanation): Edit {
  if (basis.reason === undefined) return {};
  const { statement } = reasonByCode(basis.reason);
  return { [language]: statement[language] };
}
