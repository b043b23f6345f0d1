import type { Right } from '@marketsafe/contract';
import type { DraftRow } from '../../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../../utils/database/outbox-rows.ts';
import {
  type MarkRow,
  type SweepItemRow,
  type SweepRow,
  shelfOf,
} from '../../../utils/database/sweep-rows.ts';

export const NOW = 1_790_000_000_000;
export const MINUTE = 60_000;

let next = 0;

/** An id whose order is the order of making, as that of a UUIDv7. */
function id(): string {
  next += 1;
  return `0193a000-0000-7000-8000-${String(next).padStart(12, '0')}`;
}

/** An open draft of an AliExpress listing. */
export function draftRow(change: Partial<DraftRow> = {}): DraftRow {
  const draftId = id();
  const itemId = `10050060${String(next).padStart(8, '0')}`;
  const listingKey = `aliexpress:${itemId}`;
  return {
    draftId,
    listingKey,
    ...(change.state !== 'finished' && { openKey: listingKey }),
    state: 'draft',
    createdAt: NOW - 5 * MINUTE,
    updatedAt: NOW - 5 * MINUTE,
    target: {
      kind: 'listing',
      marketplace: 'aliexpress',
      itemId,
      canonicalUrl: `https://www.aliexpress.com/item/${itemId}.html`,
      title: 'Aurora jacket',
      capturedAt: '2026-09-21T12:00:00.000Z',
    },
    facts: {},
    evidence: [],
    explanation: { en: '', zh: '' },
    declarations: { goodFaith: false, accurate: false, authorised: false },
    ...change,
  };
}

/** The outbox entry of a finished draft. */
export function entryRow(draft: DraftRow, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    opId: id(),
    kind: 'claim',
    entityId: draft.draftId,
    body: '{}',
    bodySha256: '0'.repeat(64),
    needs: [],
    state: 'ready',
    attempts: 0,
    nextAt: 0,
    createdAt: NOW - 5 * MINUTE,
    ...change,
  };
}

/** A verified trademark that stands for years. */
export function rightRow(change: Partial<Right> = {}): Right {
  return {
    rightId: id(),
    type: 'trademark',
    brand: 'Aurora',
    mark: 'AURORA',
    place: 'CN',
    number: '12345678',
    owner: 'Aurora Outdoor',
    niceClasses: [18, 25],
    status: 'verified',
    expiresOn: '2040-01-01',
    ...change,
  };
}

/** A sweep that runs, in which nothing has been chosen. */
export function sweepRow(change: Partial<SweepRow> = {}): SweepRow {
  return {
    sweepId: id(),
    state: 'running',
    createdAt: NOW - 5 * MINUTE,
    updatedAt: NOW - 5 * MINUTE,
    name: 'Aurora jackets',
    brand: 'Aurora',
    explanation: { en: '', zh: '' },
    marketplaces: [],
    profile: 'quick',
    next: 'tab',
    spans: [{ from: NOW - 5 * MINUTE }],
    steps: [],
    ...change,
  };
}

/** A listing that a sweep is still to visit. */
export function sweepItemRow(
  change: Partial<SweepItemRow> & Pick<SweepItemRow, 'sweepId' | 'listingKey'>,
): SweepItemRow {
  const itemId = change.listingKey.split(':')[1] ?? '';
  return {
    order: 0,
    marketplace: 'aliexpress',
    url: `https://www.aliexpress.com/item/${itemId}.html`,
    from: 'links',
    state: 'open',
    at: NOW - 5 * MINUTE,
    ...change,
  };
}

/** A person's word that a listing infringes nothing. */
export function markRow(change: Partial<MarkRow> & Pick<MarkRow, 'listingKey'>): MarkRow {
  return { shelf: shelfOf(change.listingKey), kind: 'not-infringing', at: NOW, by: null, ...change };
}
