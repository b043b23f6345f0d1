import type { Tone } from '@marketsafe/looks';

export type QueueAction = 'open' | 'edit' | 'retry' | 'export' | 'delete';

/** One draft or report as lists show it. */
export interface QueueItem {
  draftId: string;
  state:
    | 'draft'
    | 'queued'
    | 'sending'
    | 'waiting'
    | 'sent'
    | 'asked'
    | 'duplicate'
    | 'removed'
    | 'refused'
    | 'parked';
  stateName: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  age: string;
  number: string | null;
  note: string | null;
  /** On legal hold: it cannot be deleted. */
  held: boolean;
  actions: readonly QueueAction[];
}

/** How urgent each state looks. */
export const STATE_TONES: Readonly<Record<QueueItem['state'], Tone>> = {
  draft: 'quiet',
  queued: 'info',
  sending: 'info',
  waiting: 'warn',
  sent: 'good',
  asked: 'warn',
  duplicate: 'warn',
  removed: 'good',
  refused: 'bad',
  parked: 'bad',
};
