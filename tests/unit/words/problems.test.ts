import {
  FIELD_ERROR_CODES,
  PROBLEM_BASE,
  PROBLEM_CASES,
  PROBLEM_CODES,
  type Problem,
  problem,
  problemCase,
} from '@marketsafe/contract';
import { fieldErrorWords, LANGUAGES, type Language, problemSentences, problemWords } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { inScriptOf } from '../../../scripts/support/language-script.ts';

const NAMED: Readonly<Record<Language, RegExp>> = {
  en: /^explanation in English: \S/,
  'zh-CN': /^英文说明：\p{Script=Han}/u,
};

const PARAMS = {
  ...{ maximum: 1_048_576, rows: 20_000, number: 'MS-7K3P-Q9XD', seconds: 7, attempts: 3 },
  ...{ name: '78-9', state: 'withdrawn', mark: '55-1', at: '2026-11-20T10:07:00.000Z' },
  ...{ holder: '33-7', day: '2026-05-09', nonce: 'tmk1yo.code' },
};

function document(code: (typeof PROBLEM_CODES)[number]): Problem {
  const { kind, params } = PROBLEM_CASES[code];
  return { type: PROBLEM_BASE + kind, status: 418, code, params: params.parse(PARAMS) };
}

describe.each(LANGUAGES)('in %s, a refusal', (language) => {
  it.each(PROBLEM_CODES)('%s has words that say what happened and what to do', (code) => {
    const { title, advice } = problemWords(document(code), 418, language);
    for (const text of [title, advice]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\{|\}|undefined/);
      expect(inScriptOf(language, text)).toBe(true);
    }
    expect(title).not.toMatch(/[.。]$/);
    expect(advice).toMatch(/[.。]$/);
    for (const param of Object.keys(PROBLEM_CASES[code].params.shape)) {
      // For the extension alone, which sends it back.
      if (param === 'nonce') continue;
      const shown = {
        rows: /20,000/,
        maximum: /1(?:\.0)?\s?MB|1,048,576/,
        number: /MS-7K3P-Q9XD/,
        seconds: /7/,
        attempts: /3/,
        name: /78-9/,
        state: /Withdrawn|已撤诉|已撤回/,
        mark: /55-1/,
        at: /:07/,
        holder: /33-7/,
        day: /2026/,
      }[param];
      expect(title + advice).toMatch(shown ?? /never/);
    }
  });

  it.each(FIELD_ERROR_CODES)('of a field that is %s has words', (code) => {
    const params = { maximum: 5_000, minimum: 20, requirement: 'right' };
    const words = fieldErrorWords({ path: '/explanation/en', code, params }, language);
    expect(words).not.toMatch(/\{|\}|undefined/);
    expect(words).toMatch(NAMED[language]);
  });

  it.each([400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 599])(
    'of another version is told by its status, %i, and never in the words of the answer',
    (status) => {
      const old = problem.parse({
        type: `${PROBLEM_BASE}renamed`,
        title: 'Old title',
        detail: 'Old detail.',
        status,
        errors: [{ path: '/target', message: 'old message' }],
      });
      for (const unknown of [old, { ...old, code: 'newer' }, undefined]) {
        const text = problemSentences(unknown, status, language);
        expect(text).not.toMatch(/old|newer|\{|undefined/i);
        if (status !== 401) expect(text).toContain(String(status));
      }
    },
  );

  it('names the first few fields that are at fault', () => {
    const errors = Array.from({ length: 9 }, (_, index) => ({
      path: `/evidence/${index}/files`,
      code: 'other-files',
    }));
    const text = problemSentences({ ...document('claim-contradicts-evidence'), errors }, 422, language);
    expect(text.match(/capture \d|第\d份取证/g)).toHaveLength(3);
  });

  it('shows a strange path on one line, short, and without signs that turn the text', () => {
    const words = fieldErrorWords({ path: `/x\u202e\n${'y'.repeat(900)}`, code: 'wrong-type' }, language);
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(words.length).toBeLessThan(150);
  });
});

describe('a case of the contract', () => {
  it('is not taken for known where its parameters are not what it has', () => {
    const { params: _, ...without } = document('file-too-large');
    expect(problemCase(without)).toBeNull();
    expect(problemCase({ ...without, params: { maximum: '<b>' } })).toBeNull();
    expect(problemCase({ code: 'constructor' })).toBeNull();
  });

  it('carries nothing beside its own parameters', () => {
    expect(problemCase({ code: 'claim-unknown', params: { path: 'internal' } })).toEqual({
      code: 'claim-unknown',
      params: {},
    });
  });
});
