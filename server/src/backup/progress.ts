/** Where a backup, its check or its restoring is. */
export type Progress =
  | { step: 'table'; name: string; number: number; of: number }
  | { step: 'files'; done: number; linked: number }
  | { step: 'check'; done: number; of: number }
  | { step: 'put-back'; done: number; of: number }
  | { step: 'compare'; number: number; of: number };

/** Hears where it is. */
export type Tell = (progress: Progress) => void;
