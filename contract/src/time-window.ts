import type { CaptureManifest } from './evidence.ts';
import { type CaptureFinding, type CaptureReceipt, type CaptureSeal, captureReceipt } from './sealing.ts';

/** One end of the window in which a capture was finished, and what shows it. Times are ISO 8601, UTC. */
export interface WindowEnd {
  at: string;
  by: 'challenge' | 'receipt' | 'time-stamp';
}

/** The window in which a capture was finished, from what nobody who made it could set. */
export interface TimeWindow {
  /** Null where nothing shows the earliest time. */
  notBefore: WindowEnd | null;
  /** Earliest first: each closes the window by itself, so the first one counts. Empty where nothing does. */
  notAfter: WindowEnd[];
}

/** What a seal's receipt says; null where its text is none. */
export function readReceipt(seal: Pick<CaptureSeal, 'receipt'>): CaptureReceipt | null {
  try {
    return captureReceipt.safeParse(JSON.parse(seal.receipt.text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Works out the window. It opens with the program's challenge, which is in the record and which nobody knew before; a challenge that
 * was found not to be the program's opens nothing. It closes with the program's receipt and the authority's time-stamp. The device's
 * own clock opens and closes nothing: whoever holds the device can set it.
 * @param time of the capture's record; null where the record cannot be read
 * @param findings what the program found out about the capture; none on a device, which has not asked
 */
export function timeWindow(
  time: Pick<CaptureManifest['time'], 'notBefore'> | null,
  seal: Pick<CaptureSeal, 'receipt' | 'timeStamp'> | null | undefined,
  findings: readonly CaptureFinding[],
): TimeWindow {
  const trusted = !findings.includes('challenge-untrusted') && !findings.includes('challenge-absent');
  const received = seal ? readReceipt(seal)?.receivedAt : undefined;
  const stamped = seal?.timeStamp.state === 'stamped' ? seal.timeStamp.at : undefined;
  const ends: WindowEnd[] = [
    ...(stamped === undefined ? [] : [{ at: stamped, by: 'time-stamp' as const }]),
    ...(received === undefined ? [] : [{ at: received, by: 'receipt' as const }]),
  ];
  return {
    notBefore: time?.notBefore && trusted ? { at: time.notBefore.issuedAt, by: 'challenge' } : null,
    notAfter: ends.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  };
}

/** The least difference between two clocks that is called one, in milliseconds: times are shown to the second. */
const CLOCKS_DIFFER_FROM_MS = 1_000;

/** How a device's clock stood to the program's when they were last compared. Milliseconds. */
export interface ClockAgreement {
  stands: 'agrees' | 'ahead' | 'behind';
  /** By how much, whatever the sign. */
  byMs: number;
  /** How far `byMs` may be from the truth: the program's answer was written at some point of the round trip. */
  uncertainMs: number;
  measuredAt: string;
}

/**
 * Says whether a device's clock agreed with the program's. It did where the difference is below a second, which is what times are
 * shown to, or within half of the round trip, below which a difference cannot be told from the way the answer took. A threshold
 * below both would call clocks different that nobody can show to be. Null where they were never compared.
 */
export function clockAgreement(skew: CaptureManifest['time']['skew']): ClockAgreement | null {
  if (!skew) return null;
  const { ms, roundTripMs, measuredAt } = skew;
  const uncertainMs = roundTripMs / 2;
  const byMs = Math.abs(ms);
  const agrees = byMs <= Math.max(CLOCKS_DIFFER_FROM_MS, uncertainMs);
  return { stands: agrees ? 'agrees' : ms > 0 ? 'ahead' : 'behind', byMs, uncertainMs, measuredAt };
}
