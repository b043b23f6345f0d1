import { type Problem, type ProblemCase, problemCase } from '@marketsafe/contract';
import { stateName } from '../claim/states.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { packetStateName } from '../packets/names.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatNumber } from '../units/numbers.ts';
import { formatClock, formatDay } from '../units/time.ts';
import { fieldErrorWords } from './field-errors.ts';
import { ADVICE, type ProblemInputs, type ProblemMessage, TITLES } from './problem-messages.ts';

/** A refusal in words. */
export interface ProblemWords {
  /** What happened; without a full stop. */
  title: string;
  /** What was kept and what to do, in sentences. */
  advice: string;
  /** What is wrong with which field, of the first few; each without a full stop. */
  faults: string[];
}

/** Most field errors that are named: the rest comes to light when these are mended. */
const MOST_FAULTS = 3;

/** What is true of a refusal by its status alone: of a server of another version, or of something between that is none. */
function byStatus(status: number): [title: ProblemMessage, advice: ProblemMessage] {
  if (status === 401) return [TITLES['session-missing'], ADVICE['session-missing']];
  if (status === 403) return [m.problems_other_forbidden, m.problems_other_forbidden_advice];
  if (status === 404) return [m.problems_other_not_found, m.problems_other_not_found_advice];
  if (status === 429) return [m.problems_other_busy, m.problems_other_busy_advice];
  if (status >= 500) return [TITLES.unforeseen, ADVICE.unforeseen];
  return [m.problems_other, m.problems_other_advice];
}

function inputsOf(status: number, known: ProblemCase | null, language: Language): ProblemInputs {
  const inputs = {
    ...{ status: String(status), maximum: '', number: '', seconds: '', attempts: '' },
    ...{ state: '', name: '', who: '', mark: '', time: '' },
    ...{ holder: '', day: '' },
  };
  switch (known?.code) {
    case 'file-too-large':
    case 'person-room-used':
    case 'organisation-room-used':
      return { ...inputs, maximum: formatBytes(known.params.maximum, language) };
    case 'graduation-rejoin-early':
      return { ...inputs, day: formatDay(known.params.day, language) };
    case 'mandate-ended':
    case 'mandate-revoked':
      return { ...inputs, holder: known.params.holder, day: formatDay(known.params.day, language) };
    case 'mandate-not-in-force':
    case 'mandate-without-right':
    case 'mandate-without-marketplace':
    case 'mandate-without-power':
    case 'mandate-without-withdrawal':
    case 'mandate-without-counter-notices':
    case 'mandate-without-registering':
    case 'mandate-names-rights':
    case 'mandate-for-its-holder':
      return { ...inputs, holder: known.params.holder };
    case 'too-many-views':
    case 'too-many-webhooks':
    case 'too-many-passkeys':
      return { ...inputs, maximum: formatNumber(known.params.maximum, 0, language) };
    case 'table-too-long':
      return { ...inputs, number: formatNumber(known.params.rows, 0, language) };
    case 'claim-id-reused':
    case 'question-closed':
    case 'nothing-to-undo':
    case 'reviewer-belongs':
    case 'second-person-needed':
    case 'assigned-meanwhile':
    case 'procedure-changed-meanwhile':
    case 'right-does-not-stand':
    case 'counter-chances-used':
    case 'counter-elsewhere':
    case 'packet-second-person':
    case 'packet-changed':
    case 'packet-links':
    case 'packet-split-all':
    case 'packet-not-ready':
    case 'packet-files-unwritten':
    case 'answer-link-withdrawn':
    case 'answer-too-late':
    case 'packet-right-does-not-stand':
    case 'test-buy-changed-meanwhile':
    case 'test-buy-not-ready':
    case 'test-buy-stage':
    case 'test-buy-not-received':
    case 'test-buy-order-claimed':
    case 'raid-changed-meanwhile':
    case 'raid-not-ready':
    case 'raid-file-unreadable':
    case 'raid-second-person':
      return { ...inputs, ...known.params };
    case 'answers-kept-before': {
      const { at, name } = known.params;
      return { ...inputs, name, time: formatClock(at, {}, language) };
    }
    case 'packet-elsewhere':
      return { ...inputs, number: known.params.number, state: packetStateName(known.params.state, language) };
    case 'claim-elsewhere':
      return { ...inputs, number: known.params.number, state: stateName(known.params.state, language) };
    case 'claim-moved-on': {
      const { number, state, name, at } = known.params;
      return {
        ...inputs,
        number,
        state: stateName(state, language),
        who: name === '' ? '' : m.problems_claim_moved_on_who({ name }, { locale: language }),
        time: at === '' ? '' : formatClock(at, {}, language),
      };
    }
    case 'too-many-requests':
    case 'uploads-open':
      return { ...inputs, seconds: formatNumber(known.params.seconds, 0, language) };
    case 'database-restarting':
      return {
        ...inputs,
        seconds: formatNumber(known.params.seconds, 0, language),
        attempts: formatNumber(known.params.attempts, 0, language),
      };
    default:
      return inputs;
  }
}

function titleOf(known: ProblemCase): ProblemMessage {
  const nobody = known.code === 'assigned-meanwhile' && known.params.name === '';
  return nobody ? m.problems_assigned_meanwhile_nobody : TITLES[known.code];
}

/**
 * Puts a refusal of the program's server into words.
 * @param document as it came; undefined where the answer was none. A case of another version is told by its status
 * @param status the answer's
 */
export function problemWords(
  document: Problem | undefined,
  status: number,
  language: Language = currentLanguage(),
): ProblemWords {
  const known = problemCase(document);
  const [title, advice] = known ? [titleOf(known), ADVICE[known.code]] : byStatus(status);
  const inputs = inputsOf(status, known, language);
  const options = { locale: language };
  return {
    title: title(inputs, options),
    advice: advice(inputs, options),
    faults: (document?.errors ?? []).slice(0, MOST_FAULTS).map((error) => fieldErrorWords(error, language)),
  };
}

/** The same in sentences on one line. */
export function problemSentences(
  document: Problem | undefined,
  status: number,
  language: Language = currentLanguage(),
): string {
  const { title, advice, faults } = problemWords(document, status, language);
  const options = { locale: language };
  if (faults.length === 0) return m.problems_sentences({ title, advice }, options);
  const joined = faults.reduce((first, second) => m.problems_faults({ first, second }, options));
  return m.problems_sentences_with_faults({ title, faults: joined, advice }, options);
}
