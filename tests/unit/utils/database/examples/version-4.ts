import type { DeclaredIn } from '@marketsafe/contract';
import type { DraftRow } from '../../../../../utils/database/draft-rows.ts';
import { linesOf } from './lines-of.ts';
import type { Example, PresentRows } from './types.ts';
import { version3 } from './version-3.ts';

const AT = 1_766_000_000_000;
const SWEEP = '0193d000-0000-7000-8000-000000000001';
const DRAFT = '0193d000-0000-7000-8000-000000000002';
const BY = { userId: '00000000-0000-4000-8000-00000000000b', name: 'Ana' };
const KEY = 'aliexpress:1005006000000009';
const URL_OF = 'https://www.aliexpress.com/item/1005006000000009.html';

const declared: DeclaredIn = {
  sweepId: SWEEP,
  sweep: 'Aurora jackets',
  texts: { goodFaith: 1, accurate: 1, authorised: 1 },
  at: '2025-12-17T19:33:20.000Z',
  by: BY,
};

const draft: DraftRow = {
  draftId: DRAFT,
  listingKey: KEY,
  openKey: KEY,
  state: 'draft',
  createdAt: AT,
  updatedAt: AT,
  target: {
    kind: 'listing',
    marketplace: 'aliexpress',
    itemId: '1005006000000009',
    canonicalUrl: URL_OF,
    capturedAt: '2025-12-17T19:33:20.000Z',
  },
  facts: {},
  evidence: [],
  sweepId: SWEEP,
  declaredIn: declared,
  exclusion: { at: AT, by: 'Ana' },
  reason: 'model-does-not-exist',
  explanation: { en: 'The owner never made a jacket of this model.', zh: '权利人从未生产该款夹克。' },
  declarations: { goodFaith: true, accurate: true, authorised: true },
};

const earlier = version3.rows.drafts ?? [];

const rows: Pick<PresentRows, 'sweeps' | 'sweepItems' | 'marks' | 'known'> & { drafts: readonly object[] } = {
  drafts: [...earlier, draft],
  sweeps: [
    {
      sweepId: SWEEP,
      state: 'paused',
      createdAt: AT - 100,
      updatedAt: AT,
      name: 'Aurora jackets',
      brand: 'Aurora',
      reason: 'model-does-not-exist',
      explanation: draft.explanation,
      marketplaces: ['aliexpress'],
      profile: 'quick',
      next: 'tab',
      declared,
      spans: [{ from: AT - 100, to: AT }],
      stopped: { code: 'wall', wall: 'captcha', at: AT },
      steps: [
        {
          ...{ did: 'captured', at: AT, listingKey: KEY, title: 'Aurora jacket', added: true },
          draft: { draftId: DRAFT, opened: true },
        },
      ],
    },
  ],
  sweepItems: [
    {
      ...{ sweepId: SWEEP, listingKey: KEY, order: 0, marketplace: 'aliexpress', url: URL_OF },
      ...{ from: 'tabs', state: 'captured', draftId: DRAFT, at: AT },
    },
  ],
  marks: [
    {
      ...{ listingKey: 'taobao:600000000012', shelf: '12', kind: 'not-infringing', at: AT, by: 'Ana' },
      ...{ sweepId: SWEEP, title: '夹克', seller: { name: '店' } },
    },
  ],
  known: [
    {
      ...{ id: 'claim:0193d000-0000-7000-8000-000000000003', kind: 'claim', listingKey: KEY },
      ...{ sellerKey: 'aliexpress:1100', number: 'MS-0000-0007', state: 'removed', at: AT, by: 'Bo' },
    },
  ],
};

/** Sweeps with their listings, marks, and what the organisation has. */
export const version4: Example = {
  stores: {
    ...version3.stores,
    drafts: 'draftId, listingKey, &openKey, state, updatedAt, sweepId',
    sweeps: 'sweepId, state, updatedAt',
    sweepItems: '[sweepId+listingKey], sweepId, [sweepId+state], listingKey',
    marks: 'listingKey, shelf, kind, at',
    known: 'id, listingKey, sellerKey',
    lines: 'draftId, stage, at, urgentAt',
    thumbs: 'captureId',
    views: 'viewId',
  },
  rows: {
    ...version3.rows,
    ...rows,
    lines: linesOf({ ...version3.rows, ...rows }),
    thumbs: [{ captureId: '0193a000-0000-7000-8000-000000000001', madeAt: AT }],
    views: [
      {
        ...{ viewId: 'v1', name: 'Jackets', savedAt: AT },
        view: { stage: 'urgent', search: 'jacket', sort: { by: 'at', down: true }, group: 'seller' },
      },
    ],
  },
  later: [],
};
