import type { PackageVerdict, VerifyOptions } from '@marketsafe/evidence';

/** What the screen asks of its worker. */
export interface VerifyQuestion {
  file: Blob;
  options: Pick<VerifyOptions, 'serverKeys' | 'rootsPem' | 'unbroken'>;
}

/** What the worker says: how far it is, and once what it found. */
export type VerifyAnswer =
  | { state: 'running'; done: number; of: number }
  | { state: 'done'; verdict: PackageVerdict };
