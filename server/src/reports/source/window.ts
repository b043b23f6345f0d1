import type { SourceCapture } from './gather.ts';

/** Between which moments a capture was finished, as far as somebody other than the device says so. */
export interface Window {
  notBefore: string | null;
  notAfter: { at: string; by: 'time-stamp' | 'receipt' } | null;
  /** What the device's own clock said. */
  claimed: { start: string; end: string };
}

/** The window of one capture. The earlier of time-stamp and receipt bounds it from above. */
export function windowOf({ item, manifest, seal, challenge, receivedAt }: SourceCapture): Window {
  const stamp = seal?.timeStamp.state === 'stamped' ? seal.timeStamp.at : null;
  const bounds = [
    ...(stamp === null ? [] : [{ at: stamp, by: 'time-stamp' as const }]),
    ...(receivedAt === null ? [] : [{ at: receivedAt, by: 'receipt' as const }]),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    notBefore: challenge === 'trusted' ? (manifest?.time.notBefore?.issuedAt ?? null) : null,
    notAfter: bounds[0] ?? null,
    claimed: {
      start: manifest?.time.start ?? item.capturedAt,
      end: manifest?.time.end ?? item.capturedAt,
    },
  };
}
