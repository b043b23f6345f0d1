import {
  ANSWER_CAUSES,
  ANSWER_COLUMNS,
  ANSWER_OUTCOMES,
  type AnswerCause,
  type AnswerColumn,
  type AnswerOutcome,
  LANGUAGES,
} from '@marketsafe/contract';
import { answerCausePhrases, answerColumnHeads, answerOutcomePhrases } from '@marketsafe/words';

/** Text without what differs between two ways to write the same. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function dictionary<Code extends string>(
  codes: readonly Code[],
  phrasesOf: (code: Code, language: (typeof LANGUAGES)[number]) => readonly string[],
): ReadonlyMap<string, Code> {
  return new Map(
    codes.flatMap((code) =>
      [code, ...LANGUAGES.flatMap((language) => phrasesOf(code, language))]
        .map(plain)
        .filter((phrase) => phrase !== '')
        .map((phrase): [string, Code] => [phrase, code]),
    ),
  );
}

const HEADS = dictionary(ANSWER_COLUMNS, answerColumnHeads);
const OUTCOMES = dictionary(ANSWER_OUTCOMES, answerOutcomePhrases);
const CAUSES = dictionary(ANSWER_CAUSES, answerCausePhrases);

/** What a column's heading says that it means, in any language. */
export function columnOfHead(head: string): AnswerColumn | undefined {
  return HEADS.get(plain(head));
}

/**
 * What the marketplace's words say became of a link: the whole text, or its beginning up to the first sign that ends it. Words that are
 * only contained say nothing: “not removed” contains “removed”.
 */
export function outcomeOf(words: string): AnswerOutcome | undefined {
  const [beginning = ''] = words.split(/[,;:.!。，；：、（(【[\n–—-]/, 1);
  return OUTCOMES.get(plain(words)) ?? OUTCOMES.get(plain(beginning));
}

/** For what it refused, as far as its words name one cause, and no more than one. */
export function causeOf(words: string): AnswerCause {
  const text = plain(words);
  const found = new Set([...CAUSES].flatMap(([phrase, cause]) => (text.includes(phrase) ? [cause] : [])));
  const [first] = found;
  return found.size === 1 && first ? first : 'other';
}
