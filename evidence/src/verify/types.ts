import type { PackageFinding } from '@marketsafe/contract';
import type { AnyPackageKind } from '../package/types.ts';

/**
 * `passed`: holds. `failed`: does not, and the package is refused. `absent`: there is nothing to check, which is no fault.
 * `untrusted`: holds by itself, but rests on a key or a root that the verifier was not given.
 */
export type CheckState = 'passed' | 'failed' | 'absent' | 'untrusted';

/** One thing that was checked, and what was found: a code with its parameters, of which words make a sentence. */
export type Check = PackageFinding & {
  /** Stable name, e.g. `payload`, `device-signature`. */
  id: CheckId;
  /** What it is about: a file of the package, or the package. */
  subject: string;
  state: CheckState;
};

export const CHECK_IDS = [
  'archive',
  'layout',
  'bag',
  'payload',
  'tag-files',
  'unlisted',
  'package-signature',
  'package-time-stamp',
  'capture-manifest',
  'capture-files',
  'device-signature',
  'enrolment',
  'challenge',
  'receipt',
  'time-stamp',
  'chain',
  'masked-copies',
  'claim',
  'inquiry',
  'replay',
  'disclosure',
  'inner-package',
  'leaving-index',
  'raid',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** Between which times a capture was finished, as far as somebody other than the device says so. ISO 8601, UTC. */
export interface TimeWindow {
  captureId: string;
  /** When the program issued the challenge in the capture. Null where there is none or it does not hold. */
  notBefore: string | null;
  /** The earliest of the time-stamp and the receipt. Null where there is neither or none holds. */
  notAfter: string | null;
  /** What the device's own clock said: a claim. */
  claimed: { start: string; end: string };
}

export interface PackageVerdict {
  /** No check failed. */
  ok: boolean;
  kind: AnyPackageKind | null;
  checks: Check[];
  windows: TimeWindow[];
}

export interface VerifyOptions {
  /** Public keys (SubjectPublicKeyInfo, DER, base64) that are known to be the program's. With them, whatever they do not vouch for is refused. */
  serverKeys?: readonly string[] | undefined;
  /** Root certificates that are trusted for time-stamps, PEM. With them, a token of another authority is refused. */
  rootsPem?: string | undefined;
  /** Refuses a package in which captures between two captures of one device are missing. */
  unbroken?: boolean | undefined;
  /** Called while the files are read: bytes done of all. What is left after the last is quick. */
  onProgress?: ((done: number, of: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}
