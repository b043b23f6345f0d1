import { entryProblemSentence } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { problemInCodes } from '../../../../utils/database/problem-in-codes.ts';

const PROBLEM = (name: string) => `https://marketsafe.example/problems/${name}`;
const UNKNOWN = entryProblemSentence({ code: 'earlier' }, 'en');

it.each<[string, number | undefined, string]>([
  ['network', undefined, 'unreachable'],
  ['timeout', undefined, 'timeout'],
  ['garbled', 200, 'garbled'],
  ['blob-missing-locally', undefined, 'file-gone'],
  ['blob-damaged', undefined, 'file-damaged'],
  ['body-damaged', undefined, 'body-damaged'],
  ['other-organisation', undefined, 'other-organisation'],
  ['http-302', 302, 'stranger'],
  ['http-403', 403, 'stranger'],
  ['http-413', 413, 'refused'],
  ['http-502', 502, 'fault'],
  [PROBLEM('internal'), 500, 'fault'],
  [PROBLEM('rate-limited'), 429, 'busy'],
  [PROBLEM('unavailable'), 503, 'unavailable'],
  [PROBLEM('idempotency-in-flight'), 409, 'in-flight'],
  [PROBLEM('blobs-missing'), 409, 'files-missing'],
  [PROBLEM('device-unknown'), 409, 'device-unknown'],
  [PROBLEM('blob-mismatch'), 422, 'file-damaged-on-way'],
  [PROBLEM('not-ready'), 422, 'refused'],
  [PROBLEM('device-conflict'), 409, 'refused'],
])('what version 2 noted as %s (status %s) keeps what it said as %s', (type, status, code) => {
  const problem = problemInCodes({
    type,
    sentence: 'In English.',
    ...(status !== undefined && { status }),
    at: 7,
  });
  expect(problem).toMatchObject({ code, at: 7, ...(status !== undefined && { status }) });
  expect(problem).not.toHaveProperty('sentence');
  expect(entryProblemSentence(problem, 'en')).not.toBe(UNKNOWN);
});

it.each([
  [PROBLEM('of-another-server'), 418],
  ['constructor', undefined],
  ['', undefined],
])('what nothing is known of (%s) stays true: that it was noted earlier', (type, status) => {
  const problem = problemInCodes({
    type,
    sentence: 'In English.',
    ...(status !== undefined && { status }),
    at: 7,
  });
  expect(problem.code).toBe('earlier');
  expect(entryProblemSentence(problem, 'en')).toBe(UNKNOWN);
});
