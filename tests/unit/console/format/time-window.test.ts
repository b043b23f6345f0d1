import type { CaptureManifest, CaptureSeal } from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';
import { formatSpan, skewSentence, timeWindow } from '../../../../console/src/format/time-window.ts';

const SIGNED = { keyId: 'a'.repeat(64), signature: 'AAAA' };
const ISSUED = '2026-11-23T08:00:00.000Z';
const RECEIVED = '2026-11-23T09:00:00.000Z';
const STAMPED = '2026-11-23T09:05:00.000Z';

const time: CaptureManifest['time'] = {
  start: '2026-11-23T08:30:00.000Z',
  end: '2026-11-23T08:30:01.000Z',
  monotonicMs: 900,
  skew: null,
  notBefore: { challenge: 'AAAA', issuedAt: ISSUED, ...SIGNED },
};

function sealOf(timeStamp: CaptureSeal['timeStamp'], receivedAt = RECEIVED): CaptureSeal {
  const text = JSON.stringify({
    schema: 1,
    kind: 'capture-receipt',
    captureId: '00000000-0000-4000-8000-000000000001',
    manifestSha256: 'b'.repeat(64),
    deviceId: '00000000-0000-4000-8000-000000000002',
    organisationId: '00000000-0000-4000-8000-000000000003',
    claimNumber: 'MS-0000-0000',
    receivedAt,
    audit: { sequence: 3, hash: 'c'.repeat(64) },
  });
  return {
    captureId: '00000000-0000-4000-8000-000000000001',
    manifestSha256: 'b'.repeat(64),
    receipt: { text, ...SIGNED },
    device: { publicKey: 'AAAA', enrolment: null },
    timeStamp,
  };
}

const stamped = (at: string): CaptureSeal['timeStamp'] => ({
  state: 'stamped',
  token: 'AAAA',
  chain: '',
  at,
  authority: 'CN=test',
});

describe('the window in which a capture was made', () => {
  it('opens with the challenge and closes with the earlier of receipt and time-stamp', () => {
    expect(timeWindow({ time }, sealOf(stamped(STAMPED)), [])).toEqual({
      notBefore: { at: ISSUED, by: 'challenge' },
      notAfter: { at: RECEIVED, by: 'receipt' },
    });
    expect(timeWindow({ time }, sealOf(stamped(STAMPED), '2026-11-23T10:00:00.000Z'), []).notAfter).toEqual({
      at: STAMPED,
      by: 'time-stamp',
    });
    expect(timeWindow({ time }, sealOf({ state: 'pending' }), []).notAfter?.by).toBe('receipt');
  });

  it('is open where nothing shows an end, and a challenge that is not the program’s shows none', () => {
    expect(timeWindow({ time }, undefined, ['challenge-untrusted'])).toEqual({
      notBefore: null,
      notAfter: null,
    });
    const without = { time: { ...time, notBefore: null } };
    expect(timeWindow(without, undefined, ['challenge-absent']).notBefore).toBeNull();
  });

  it('takes no time from a receipt that cannot be read', () => {
    const seal = sealOf({ state: 'not-configured' });
    seal.receipt.text = '{"receivedAt":"2026-11-23T09:00:00.000Z"}';
    expect(timeWindow({ time }, seal, []).notAfter).toBeNull();
    seal.receipt.text = 'no JSON';
    expect(timeWindow({ time }, seal, []).notAfter).toBeNull();
  });
});

describe('the device’s clock', () => {
  it('is compared with the program’s in words', () => {
    const measuredAt = ISSUED;
    expect(skewSentence(null)).toContain('never compared');
    expect(skewSentence({ ms: 400, roundTripMs: 40, measuredAt })).toContain('agreed');
    expect(skewSentence({ ms: 90_000, roundTripMs: 40, measuredAt })).toContain('1.5 minutes ahead of');
    expect(skewSentence({ ms: -7_200_000, roundTripMs: 40, measuredAt })).toContain('2 hours behind');
  });

  it.each([
    [0, '0 milliseconds'],
    [900, '900 milliseconds'],
    [-1_000, '1 second'],
    [5_500, '5.5 seconds'],
    [172_800_000, '2 days'],
  ])('gives %i ms as “%s”', (milliseconds, words) => {
    expect(formatSpan(milliseconds)).toBe(words);
  });
});
