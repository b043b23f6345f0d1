import {
  type CaptureFinding,
  type CaptureManifest,
  type CaptureReceipt,
  type CaptureSeal,
  captureReceipt,
} from '@marketsafe/contract';

/** One end of the window in which a capture was finished, and what shows it. Moments are ISO 8601, UTC. */
export interface WindowEnd {
  at: string;
  by: 'challenge' | 'receipt' | 'time-stamp';
}

/** The window in which a capture was finished, from what nobody who made it could set: an end is null where nothing shows it. */
export interface TimeWindow {
  notBefore: WindowEnd | null;
  notAfter: WindowEnd | null;
}

/** What a receipt says; null where its text is none. */
export function readReceipt(seal: CaptureSeal): CaptureReceipt | null {
  try {
    return captureReceipt.safeParse(JSON.parse(seal.receipt.text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Works out the window: it opens with the program's challenge, which is in the record and which nobody knew before, and closes with the
 * earlier of the program's receipt and the authority's time-stamp. A challenge that is not the program's opens nothing.
 */
export function timeWindow(
  { time }: Pick<CaptureManifest, 'time'>,
  seal: CaptureSeal | undefined,
  findings: readonly CaptureFinding[],
): TimeWindow {
  const trusted = !findings.includes('challenge-untrusted') && !findings.includes('challenge-absent');
  const received = seal && readReceipt(seal)?.receivedAt;
  const stamped = seal?.timeStamp.state === 'stamped' ? seal.timeStamp.at : undefined;
  const ends: WindowEnd[] = [
    ...(stamped === undefined ? [] : [{ at: stamped, by: 'time-stamp' as const }]),
    ...(received === undefined ? [] : [{ at: received, by: 'receipt' as const }]),
  ];
  ends.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    notBefore: time.notBefore && trusted ? { at: time.notBefore.issuedAt, by: 'challenge' } : null,
    notAfter: ends[0] ?? null,
  };
}

/** A span in words, such as `1.2 seconds` or `3 minutes`; milliseconds, whatever the sign. */
export function formatSpan(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const steps: readonly [unit: string, length: number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ];
  const [unit, length] = steps.find(([, least]) => size >= least) ?? ['millisecond', 1];
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: length === 1 ? 0 : 1,
  }).format(size / length);
}

/** How far the device's clock was from the program's when they were last compared, in a sentence. */
export function skewSentence(skew: CaptureManifest['time']['skew']): string {
  if (!skew) return 'The device’s clock was never compared with the program’s.';
  const { ms, roundTripMs } = skew;
  const within = `to within ${formatSpan(roundTripMs / 2)}`;
  if (Math.abs(ms) <= Math.max(1_000, roundTripMs / 2)) {
    return `When last compared, the device’s clock agreed with the program’s, ${within}.`;
  }
  return `When last compared, the device’s clock was ${formatSpan(ms)} ${ms > 0 ? 'ahead of' : 'behind'} the program’s, ${within}.`;
}
