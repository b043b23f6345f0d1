import { type FieldValues, REASONS, type ReasonCode, reasonByCode } from '@marketsafe/contract';

/** Fields that a choice changes. */
type Edit = Partial<FieldValues>;

const LANGUAGES = ['en', 'zh'] as const;

interface Explanation {
  en: string;
  zh: string;
}

/** The part of a draft that the rules below look at. What a person states is theirs: none of them fills anything in by itself. */
interface StatementBasis {
  reason?: ReasonCode | undefined;
  explanation: Explanation;
}

/** Whether a text is, word for word, the standing statement of another reason than this one. */
function isOfAnother(text: string, language: keyof Explanation, reason: ReasonCode): boolean {
  const own = reasonByCode(reason).statement[language];
  return text.trim() !== own && REASONS.some(({ statement }) => statement[language] === text.trim());
}

/**
 * What choosing a reason changes: the reason. A standing statement that was taken over for another reason states another fact, so it
 * leaves; what the person wrote stays.
 */
export function chooseReason({ explanation }: StatementBasis, reason: ReasonCode): Edit {
  const leaving = LANGUAGES.filter((language) => isOfAnother(explanation[language], language, reason));
  return { reason, ...Object.fromEntries(leaving.map((language) => [language, ''])) };
}

/** Languages in which the chosen reason's standing statement may be taken over: those in which it does not stand there already. */
export function offeredLanguages({ reason, explanation }: StatementBasis): (keyof Explanation)[] {
  if (reason === undefined) return [];
  const { statement } = reasonByCode(reason);
  return LANGUAGES.filter((language) => explanation[language].trim() !== statement[language]);
}

/** Takes the chosen reason's standing statement over in one language, by the person's wish. */
export function takeStatement({ reason }: Pick<StatementBasis, 'reason'>, language: keyof Explanation): Edit {
  return reason === undefined ? {} : { [language]: reasonByCode(reason).statement[language] };
}
