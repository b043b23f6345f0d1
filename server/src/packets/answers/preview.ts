import { createHash } from 'node:crypto';
import {
  type AnswerLine,
  type AnswerPreview,
  type AnswerReading,
  LINE_STATES,
  type LineState,
} from '@marketsafe/contract';
import type { Scope } from '../../db/database.ts';
import { type MatchedLine, matchLines } from './match.ts';
import { type ReadAnswers, readAnswers } from './read-answers.ts';
import { unclearOf } from './unclear.ts';

/** Lines that are shown of those that are not taken, and of those that are. */
export const MOST_SHOWN = 5_000;
const SAMPLE = 20;

/** A file of answers with what each line comes to. */
export interface LookedAnswers {
  read: ReadAnswers;
  lines: MatchedLine[];
  preview: AnswerPreview;
}

/** Looks at a file of answers without keeping anything of it. As staff, for whoever brings it in. @throws TableProblem */
export async function lookAtAnswers(
  scope: Scope,
  userId: string,
  bytes: Uint8Array<ArrayBuffer>,
  reading: AnswerReading,
): Promise<LookedAnswers> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = await readAnswers(bytes, reading);
  const lines = await matchLines(scope, userId, reading.marketplace, read.lines);
  const before = await keptBefore(scope, reading, sha256);
  const matched = lines.filter(({ state }) => state === 'matched');
  const states = Object.fromEntries(LINE_STATES.map((state) => [state, 0])) as Record<LineState, number>;
  for (const { state } of lines) states[state] += 1;
  const outcomes: AnswerPreview['outcomes'] = {
    ...{ acknowledged: 0, removed: 0, 'already-gone': 0, 'needs-more': 0, refused: 0 },
  };
  for (const { read: one } of matched) if (one.said) outcomes[one.said.outcome] += 1;
  return {
    read,
    lines,
    preview: {
      sha256,
      lines: lines.length,
      matched: matched.length,
      claims: matched.reduce((sum, { claims }) => sum + claims.length, 0),
      outcomes,
      states,
      columns: read.columns,
      unclear: unclearOf(lines.map((one) => one.read)),
      unmatched: lines
        .filter(({ state }) => state !== 'matched')
        .slice(0, MOST_SHOWN)
        .map(shownLine),
      sample: matched.slice(0, SAMPLE).map(shownLine),
      keptAt: before?.at.toISOString() ?? null,
    },
  };
}

/** The same file of the same marketplace, where it was kept before. */
export async function keptBefore(
  scope: Scope,
  { marketplace }: Pick<AnswerReading, 'marketplace'>,
  sha256: string,
) {
  return scope
    .selectFrom('app.answer_imports')
    .select(['at', 'by_name'])
    .where('marketplace', '=', marketplace)
    .where('sha256', '=', sha256)
    .where('state', '<>', 'undone')
    .executeTakeFirst();
}

function shownLine({ read, state, claims, claimState }: MatchedLine): AnswerLine {
  const { line, cells, said } = read;
  return {
    ...{ line, cells, state, claimState },
    outcome: said?.outcome ?? null,
    cause: said?.cause ?? null,
    claims: claims.map(({ number }) => number).slice(0, MOST_CLAIMS),
  };
}

/** Claims of one line that are named. */
const MOST_CLAIMS = 20;
