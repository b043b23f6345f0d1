import { PROBLEM_BASE, PROBLEMS, type Problem, type ProblemName } from '@marketsafe/contract';
import { entryProblemSentence, LANGUAGES } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import type { ApiFailure } from '../../../../utils/api/client.ts';
import { BACKOFF_CAP_MS, fullJitter, isOver } from '../../../../utils/outbox/backoff.ts';
import { judge } from '../../../../utils/outbox/retry-policy.ts';

const NOW = 1_700_000_000_000;
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

function failure(status: number, name?: ProblemName, extra: Partial<Problem> = {}): ApiFailure {
  const problem = name && { type: PROBLEM_BASE + name, status, ...extra };
  return { ok: false, kind: 'http', status, ...(problem && { problem }) };
}

function verdict(failed: ApiFailure, circumstances: { attempts?: number; random?: number } = {}) {
  return judge(failed, {
    now: NOW,
    random: 0.5,
    attempts: 0,
    serverFailures: 0,
    needs: [A, B],
    ...circumstances,
  });
}

describe('the back-off', () => {
  it('is drawn from a span that doubles from two seconds to five minutes', () => {
    expect(fullJitter(0, 0.5)).toBe(1_000);
    expect(fullJitter(3, 0.5)).toBe(8_000);
    expect(fullJitter(1_000_000, 0.999_999_999)).toBeLessThanOrEqual(BACKOFF_CAP_MS);
    expect(fullJitter(50, 0)).toBe(0);
  });

  it('is over when the clock was put back, instead of lasting for days', () => {
    expect(isOver({ setAt: NOW, until: NOW + 1_000 }, NOW)).toBe(false);
    expect(isOver({ setAt: NOW, until: NOW + 1_000 }, NOW + 1_000)).toBe(true);
    expect(isOver({ setAt: NOW, until: NOW + 1_000 }, NOW - 172_800_000)).toBe(true);
  });
});

describe('what a failure means', () => {
  it.each<[string, ApiFailure]>([
    ['no connection', { ok: false, kind: 'network' }],
    ['silence', { ok: false, kind: 'timeout' }],
    ['nonsense', { ok: false, kind: 'garbled', status: 200 }],
    ['408', failure(408)],
    ['409 in flight', failure(409, 'idempotency-in-flight')],
    ['409 of a device that is not known yet', failure(409, 'device-unknown')],
    ['409 without the program’s word', failure(409)],
    ['423 of a busy upload', failure(423, 'bad-request')],
    ['425', failure(425)],
    ['429', failure(429, 'rate-limited')],
    ['500', failure(500, 'internal')],
    ['502', failure(502)],
    ['503', failure(503, 'unavailable')],
    ['504', failure(504)],
    ['599', failure(599)],
    ['damage on the way', failure(422, 'blob-mismatch')],
    ['403 of a hotel’s sign-in page', failure(403)],
    ['404 of a proxy', failure(404)],
    ['401 of a proxy that wants a sign-in of its own', failure(401)],
    ...[400, 405, 410, 411, 413, 414, 415, 422, 431, 444, 451, 494, 499].map(
      (status): [string, ApiFailure] => [`${status} without the program’s word`, failure(status)],
    ),
    ...(['digest-missing', 'key-missing', 'length-missing', 'upload-refused'] as const).map(
      (code): [string, ApiFailure] => [
        `${code}, which says that a proxy took out what was sent`,
        failure(400, 'bad-request', { code, params: {} }),
      ],
    ),
  ])('tries again after %s, however often it happened', (_, failed) => {
    for (const attempts of [0, 5, 100_000]) {
      const result = verdict(failed, { attempts });
      expect(result.action).toBe('retry');
      if (result.action === 'retry') {
        expect(result.at).toBeLessThanOrEqual(NOW + BACKOFF_CAP_MS);
        for (const language of LANGUAGES)
          expect(entryProblemSentence(result.problem, language)).toMatch(/[.。]$/);
        // Nobody is sent to change a report that nobody has read.
        expect(entryProblemSentence(result.problem, 'en')).not.toMatch(/[Ee]dit/);
      }
    }
  });

  it('waits for the next sign-in after the program’s own 401', () => {
    const wordless: ApiFailure = { ok: false, kind: 'http', status: 401, wordless: true };
    expect(verdict(wordless)).toEqual({ action: 'pause' });
    expect(verdict(failure(401, 'unauthenticated'))).toEqual({ action: 'pause' });
  });

  it.each<[number, ProblemName]>([
    [400, 'bad-request'],
    [400, 'idempotency-key-missing'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'device-conflict'],
    [413, 'blob-too-large'],
    [422, 'invalid-body'],
    [422, 'not-ready'],
    [422, 'idempotency-key-reused'],
  ])('parks after %i %s, with what to do', (status, name) => {
    const result = verdict(failure(status, name));
    expect(result).toMatchObject({ action: 'park', problem: { status, at: NOW } });
    if (result.action !== 'park') return;
    expect(entryProblemSentence(result.problem, 'en')).toMatch(/[Ee]dit|Ask|Capture|Export/);
    expect(entryProblemSentence(result.problem, 'zh-CN')).toMatch(/编辑|联系|取证|导出/);
  });

  it('knows every problem of the contract', () => {
    for (const name of PROBLEMS) expect(() => verdict(failure(418, name))).not.toThrow();
  });

  it('says what the server’s codes mean, and of its own text only where the fault is, bounded and made harmless', () => {
    const errors = Array.from({ length: 50 }, (_, index) => ({
      path: `Line ${index}\u202e\u0000 ${'y'.repeat(1_000)}`,
      code: 'too-long',
      params: { maximum: 5 },
    }));
    const result = verdict(failure(422, 'invalid-body', { code: 'body-invalid', params: {}, errors }));
    const problem = result.action === 'park' ? result.problem : undefined;
    const sentence = problem ? entryProblemSentence(problem, 'en') : '';
    expect(problem).toMatchObject({ code: 'refused', status: 422, at: NOW });
    expect(JSON.stringify(problem).length).toBeLessThan(8_000);
    expect(sentence).toContain('Line 0');
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(sentence.length).toBeLessThan(1_300);
    const unregistered = verdict(failure(422, 'not-ready', { code: 'right-unknown', params: {} }));
    expect(unregistered.action === 'park' && entryProblemSentence(unregistered.problem, 'en')).toContain(
      'has not registered',
    );
  });

  it('notes nothing of an answer that the contract does not know', () => {
    const words = { code: 'of-a-newer-server', params: { text: 'Words of the server' } };
    const errors = [{ path: '/rightId', code: 'newer', params: { text: 'Words of the server' } }];
    const result = verdict(failure(422, 'not-ready', { ...words, errors }));
    expect(JSON.stringify(result)).not.toContain('Words');
    expect(result.action === 'park' && result.problem.document?.errors).toEqual([{ path: '/rightId' }]);
  });

  it('never comes back earlier than the server asked', () => {
    for (const status of [429, 503]) {
      for (const random of [0, 0.3, 0.999]) {
        const result = verdict({ ok: false, kind: 'http', status, retryAfterMs: 600_000 }, { random });
        expect(result).toMatchObject({ action: 'retry', serverPause: { asked: true } });
        if (result.action === 'retry') {
          expect(result.at).toBeGreaterThanOrEqual(NOW + 600_000);
          expect(result.serverPause?.until).toBeGreaterThanOrEqual(NOW + 600_000);
          expect(result.at).toBeLessThan(NOW + 610_000);
        }
      }
    }
  });

  it('rests the whole server only after what would meet every report alike', () => {
    const pauses = (failed: ApiFailure) => {
      const result = verdict(failed);
      return result.action === 'retry' && result.serverPause !== undefined;
    };
    expect(pauses({ ok: false, kind: 'network' })).toBe(true);
    expect(pauses({ ok: false, kind: 'timeout' })).toBe(true);
    expect(pauses(failure(429))).toBe(true);
    expect(pauses(failure(503))).toBe(true);
    expect(pauses(failure(500))).toBe(false);
    expect(pauses(failure(409, 'idempotency-in-flight'))).toBe(false);
    expect(pauses({ ok: false, kind: 'garbled', status: 200 })).toBe(false);
  });

  it('forgets that the server holds what it misses; all of it when it names nothing known', () => {
    expect(verdict(failure(409, 'blobs-missing', { missing: [B] }))).toMatchObject({ forget: [B] });
    expect(verdict(failure(409, 'blobs-missing', { missing: ['c'.repeat(64)] }))).toMatchObject({
      forget: [A, B],
    });
    expect(verdict(failure(409, 'blobs-missing'))).toMatchObject({ forget: [A, B] });
    expect(verdict(failure(500))).toMatchObject({ forget: [] });
  });
});
