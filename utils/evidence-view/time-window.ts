import { type CaptureManifest, type CaptureSeal, captureReceipt } from '@marketsafe/contract';
import { formatUtc } from '../hooks/time.ts';

/** Between which moments a capture was made, as others than this device say. */
export interface TimeWindow {
  notBefore: { at: string; says: string } | null;
  /** Earliest first: each bounds the time from above by itself. */
  notAfter: { at: string; says: string }[];
  /** Why nothing more, or nothing yet, bounds it from above; null where a time-stamp does. */
  waiting: string | null;
  /** What the device's own clock said: nobody can check it. */
  claimed: { start: string; end: string; skew: string };
}

function receivedAt(seal: CaptureSeal): string | null {
  try {
    const receipt = captureReceipt.safeParse(JSON.parse(seal.receipt.text));
    return receipt.success ? receipt.data.receivedAt : null;
  } catch {
    return null;
  }
}

function upperBounds(seal: CaptureSeal): TimeWindow['notAfter'] {
  const received = receivedAt(seal);
  const { timeStamp } = seal;
  const bounds = [
    ...(received === null ? [] : [{ at: received, says: 'The program received the record then.' }]),
    ...(timeStamp.state === 'stamped'
      ? [
          {
            at: timeStamp.at,
            says: `A time-stamp authority outside the program stamped the record then: ${timeStamp.authority}`,
          },
        ]
      : []),
  ];
  return bounds
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(({ at, says }) => ({ at: formatUtc(at), says }));
}

function waitingFor(seal: CaptureSeal | undefined): string | null {
  if (!seal)
    return 'Nothing bounds it from above yet: the program says when it received the record, once the report is delivered.';
  const messages = {
    stamped: null,
    pending: 'The time-stamp authority has not answered yet; the program asks it again.',
    'not-configured': 'The program uses no time-stamp authority: the time of receipt is its own word.',
  };
  return messages[seal.timeStamp.state];
}

function skewOf({ skew }: CaptureManifest['time']): string {
  if (!skew) return 'It was never compared with the program’s clock.';
  if (Math.abs(skew.ms) < 100) return `It agreed with the program’s clock on ${formatUtc(skew.measuredAt)}.`;
  const seconds = new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(Math.abs(skew.ms) / 1_000);
  const direction = skew.ms < 0 ? 'behind' : 'ahead of';
  return `It was ${seconds} s ${direction} the program’s clock on ${formatUtc(skew.measuredAt)}.`;
}

/** The window of time in which a capture was made, from the challenge in it and from what the program added. */
export function timeWindow(manifest: CaptureManifest, seal: CaptureSeal | undefined): TimeWindow {
  const { notBefore, start, end } = manifest.time;
  return {
    notBefore: notBefore && {
      at: formatUtc(notBefore.issuedAt),
      says: 'The record holds random bytes that the program issued then and nobody could know before.',
    },
    notAfter: seal ? upperBounds(seal) : [],
    waiting: waitingFor(seal),
    claimed: { start: formatUtc(start), end: formatUtc(end), skew: skewOf(manifest.time) },
  };
}
