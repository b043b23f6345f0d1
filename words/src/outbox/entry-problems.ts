import { type Problem, problemCase, problemName } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { problemSentences } from '../problems/problem-words.ts';

/** Why a report waits or needs somebody, by code. */
const PROBLEMS = {
  /** The server refused it for good. */
  refused: m.outbox_refused,
  // It waits and is sent again by itself.
  unreachable: m.outbox_unreachable,
  timeout: m.outbox_timeout,
  garbled: m.outbox_garbled,
  busy: m.outbox_busy,
  unavailable: m.outbox_unavailable,
  fault: m.outbox_fault,
  'in-flight': m.outbox_in_flight,
  'files-missing': m.outbox_files_missing,
  'device-unknown': m.outbox_device_unknown,
  'file-damaged-on-way': m.outbox_file_damaged_on_way,
  'altered-on-way': m.outbox_altered_on_way,
  stranger: m.outbox_stranger,
  // Nothing that the server could change.
  'file-gone': m.outbox_file_gone,
  'file-damaged': m.outbox_file_damaged,
  'body-damaged': m.outbox_body_damaged,
  'other-organisation': m.outbox_other_organisation,
  /** Noted by an earlier version, in words that are no longer kept. */
  earlier: m.outbox_unknown,
};

export type EntryProblemCode = keyof typeof PROBLEMS;

/** What a refusal for good means, by the name of the server's problem. */
const REFUSALS = {
  'bad-request': m.outbox_refused_bad_request,
  'invalid-body': m.outbox_refused_invalid_body,
  'not-ready': m.outbox_refused_not_ready,
  forbidden: m.outbox_refused_forbidden,
  'not-found': m.outbox_refused_not_found,
  'idempotency-key-reused': m.outbox_refused_key_reused,
  'blob-too-large': m.outbox_refused_too_large,
  'device-conflict': m.outbox_refused_device_conflict,
};

/** A problem as it was noted with a report, perhaps by another version. */
export interface EntryProblemCodes {
  code: string;
  /** The answer's, where there was one. */
  status?: number | undefined;
  /** What the server said, in codes. */
  document?: Omit<Problem, 'status'> | undefined;
  /** The organisation that was signed in. */
  organisation?: string | undefined;
}

type Message = (inputs: { status: string; organisation: string }, options: { locale: Language }) => string;

/** What a refusal means: the case that the server names, or the kind of its problem where it is an older or newer one. */
function refusalSentence({ document, status = 0 }: EntryProblemCodes, language: Language): string {
  if (document && problemCase(document)) return problemSentences({ ...document, status }, status, language);
  const name = problemName(document);
  const refusal: Message = (name && known<Message>(REFUSALS, name)) ?? m.outbox_refused;
  return refusal({ status: String(status), organisation: '' }, { locale: language });
}

/** Says why a report waits or needs somebody, what was kept, and what to do. */
export function entryProblemSentence(
  problem: EntryProblemCodes,
  language: Language = currentLanguage(),
): string {
  const { code, status = 0, organisation } = problem;
  if (code === 'refused') return refusalSentence(problem, language);
  const unnamed = code === 'other-organisation' && organisation === undefined;
  const sentence: Message = unnamed
    ? m.outbox_other_organisation_unnamed
    : (known<Message>(PROBLEMS, code) ?? m.outbox_unknown);
  return sentence({ status: String(status), organisation: organisation ?? '' }, { locale: language });
}
