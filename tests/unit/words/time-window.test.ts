import {
  type CaptureManifest,
  type CaptureSeal,
  clockAgreement,
  type TimeWindow,
  timeWindow,
} from '@marketsafe/contract';
import {
  boundInLocalTime,
  boundInUtc,
  claimedSentence,
  clockSentence,
  LANGUAGES,
  lowerBoundSentence,
  receiptLine,
  timeStampLine,
  upperBoundSentences,
  windowLine,
} from '@marketsafe/words';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

const SIGNED = { keyId: 'a'.repeat(64), signature: 'AAAA' };
const ISSUED = '2026-11-23T08:00:00.000Z';
const RECEIVED = '2026-11-23T09:00:00.000Z';
const STAMPED = '2026-11-23T09:05:00.000Z';

const time = { notBefore: { challenge: 'AAAA', issuedAt: ISSUED, ...SIGNED } };

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
  it('opens with the challenge and closes with receipt and time-stamp, the earlier one first', () => {
    expect(timeWindow(time, sealOf(stamped(STAMPED)), [])).toEqual({
      notBefore: { at: ISSUED, by: 'challenge' },
      notAfter: [
        { at: RECEIVED, by: 'receipt' },
        { at: STAMPED, by: 'time-stamp' },
      ],
    });
    expect(timeWindow(time, sealOf(stamped(STAMPED), '2026-11-23T10:00:00.000Z'), []).notAfter[0]).toEqual({
      at: STAMPED,
      by: 'time-stamp',
    });
    expect(timeWindow(time, sealOf({ state: 'pending' }), []).notAfter.map(({ by }) => by)).toEqual([
      'receipt',
    ]);
  });

  it('is open where nothing shows an end, and a challenge that is not the program’s shows none', () => {
    const open: TimeWindow = { notBefore: null, notAfter: [] };
    expect(timeWindow(time, undefined, ['challenge-untrusted'])).toEqual(open);
    expect(timeWindow({ notBefore: null }, undefined, ['challenge-absent'])).toEqual(open);
    expect(timeWindow(null, null, [])).toEqual(open);
  });

  it('takes no time from a receipt that cannot be read', () => {
    const seal = sealOf({ state: 'not-configured' });
    for (const text of ['{"receivedAt":"2026-11-23T09:00:00.000Z"}', 'no JSON', '']) {
      seal.receipt.text = text;
      expect(timeWindow(time, seal, []).notAfter).toEqual([]);
      expect(receiptLine(seal, 'en')).toBe('The receipt cannot be read');
    }
  });

  it('is said with its times in both languages, and an end that nothing shows is said to be unknown', () => {
    const closed = timeWindow(time, sealOf(stamped(STAMPED)), []);
    for (const language of LANGUAGES) {
      expect(windowLine(closed, language)).toContain('2026-11-23 08:00:00 UTC');
      expect(windowLine(closed, language)).toContain('2026-11-23 09:00:00 UTC');
      expect(windowLine(closed, language)).not.toContain('09:05:00');
      expect(lowerBoundSentence(closed, language)).toContain('2026-11-23 08:00:00 UTC');
      expect(upperBoundSentences(closed, language)).toHaveLength(2);
    }
    const open = timeWindow(time, null, ['challenge-untrusted']);
    expect(lowerBoundSentence(open, 'en')).toMatch(/^Not before: unknown\./);
    expect(lowerBoundSentence(open, 'zh-CN')).toMatch(/^最早时间：无法确定。/);
    expect(upperBoundSentences(open, 'en').join()).toMatch(/^Not after: nothing/);
    expect(windowLine(open, 'en')).toMatch(/nothing but the device’s own clock/);
    for (const language of LANGUAGES)
      for (const sentence of [lowerBoundSentence(open, language), windowLine(open, language)])
        expect(sentence).not.toContain('08:00:00');
  });

  test('its ends, cut to the second, never make it narrower than it is, however fine the time is told', () => {
    const start = Date.parse('1990-01-01T00:00:00.000Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3e12 }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.constantFrom(...LANGUAGES),
        (since, nanoseconds, language) => {
          const cut = start + since;
          const iso = `${new Date(cut).toISOString().slice(0, -1)}${String(nanoseconds).padStart(6, '0')}Z`;
          const truth = cut + nanoseconds / 1e6;
          const shown = (end: 'not-before' | 'not-after') =>
            Date.parse(boundInUtc(iso, end, language).replace(/^(.{10}) (.{8}) UTC$/, '$1T$2Z'));
          expect(shown('not-before')).toBeLessThanOrEqual(truth);
          expect(shown('not-after')).toBeGreaterThanOrEqual(truth);
          // Some billionths of a second are lost where a time is one number.
          const isWhole = cut % 1_000 === 0 && nanoseconds === 0;
          expect(shown('not-after') - shown('not-before')).toBe(isWhole ? 0 : 1_000);
        },
      ),
    );
  });

  it('goes up to the next second in every sentence about its latest time, and down in those about its earliest', () => {
    const fine = timeWindow(
      { notBefore: { ...time.notBefore, issuedAt: '2026-11-23T08:00:00.999Z' } },
      sealOf(stamped('2026-11-23T09:05:00.001Z'), '2026-11-23T08:59:59.001Z'),
      [],
    );
    for (const language of LANGUAGES) {
      expect(windowLine(fine, language)).toContain('08:00:00 UTC');
      expect(windowLine(fine, language)).toContain('09:00:00 UTC');
      expect(lowerBoundSentence(fine, language)).toContain('08:00:00 UTC');
      expect(upperBoundSentences(fine, language).join()).toMatch(/09:00:00 UTC.*09:05:01 UTC/);
      const local = boundInLocalTime('2026-11-23T09:05:00.001Z', 'not-after', language);
      expect(local).toContain('05:01');
      expect(upperBoundSentences(fine, language, 'local')[1]).toContain(local);
      expect(upperBoundSentences(fine, language, 'local').join()).not.toContain('UTC');
    }
    expect(boundInUtc('no time', 'not-after')).toBe('no time');
  });

  it('leaves what the device’s clock said to be the device’s claim', () => {
    const said = { start: ISSUED, end: RECEIVED };
    expect(claimedSentence(said, 'en')).toMatch(/device’s claim only/);
    expect(claimedSentence(said, 'zh-CN')).toMatch(/仅为设备的陈述/);
  });
});

describe('what the program adds', () => {
  it('is said for each state of the time-stamp in both languages', () => {
    for (const language of LANGUAGES) {
      const states = [stamped(STAMPED), { state: 'pending' }, { state: 'not-configured' }] as const;
      const lines = states.map((state) => timeStampLine(sealOf(state), language));
      expect(new Set([...lines, timeStampLine(null, language)]).size).toBe(4);
      expect(lines[0]).toContain('2026-11-23 09:05:00 UTC');
      expect(receiptLine(sealOf({ state: 'pending' }), language)).toContain('2026-11-23 09:00:00 UTC');
    }
  });
});

type Skew = NonNullable<CaptureManifest['time']['skew']>;

describe('the device’s clock', () => {
  const skew = (ms: number, roundTripMs = 40): Skew => ({ ms, roundTripMs, measuredAt: ISSUED });

  it('is compared with the program’s in words', () => {
    expect(clockSentence(null, 'en')).toContain('never compared');
    expect(clockSentence(null, 'zh-CN')).toContain('从未');
    expect(clockSentence(skew(400), 'en')).toBe(
      'When last compared, on 2026-11-23 08:00:00 UTC, the device’s clock agreed with the program’s to within 420 milliseconds.',
    );
    expect(clockSentence(skew(90_000), 'en')).toContain('1.5 minutes ahead of');
    expect(clockSentence(skew(-7_200_000), 'en')).toContain('2 hours behind');
    expect(clockSentence(skew(90_000), 'zh-CN')).toContain('快1.5分钟');
    expect(clockSentence(skew(-7_200_000), 'zh-CN')).toContain('慢2小时');
  });

  it('agrees below a second, and within half of a round trip that was longer', () => {
    const stands = (ms: number, roundTripMs: number) => clockAgreement(skew(ms, roundTripMs))?.stands;
    expect([stands(1_000, 0), stands(-1_000, 0), stands(1_001, 0), stands(-1_001, 0)]).toEqual([
      'agrees',
      'agrees',
      'ahead',
      'behind',
    ]);
    expect([stands(3_000, 6_000), stands(3_001, 6_000)]).toEqual(['agrees', 'ahead']);
  });

  test('what is said never claims more than was measured: the truth lies within what is named', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5_000, max: 5_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (ms, roundTripMs, error) => {
          const truth = ms + error * roundTripMs;
          const agreement = clockAgreement(skew(ms, roundTripMs));
          if (!agreement) throw new Error('a clock that was compared');
          const { stands, byMs, uncertainMs } = agreement;
          const middle = stands === 'agrees' ? 0 : stands === 'ahead' ? byMs : -byMs;
          const within = stands === 'agrees' ? byMs + uncertainMs : uncertainMs;
          expect(Math.abs(truth - middle)).toBeLessThanOrEqual(within + 1e-9);
        },
      ),
    );
  });
});
