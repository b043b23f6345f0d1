import type { Example } from './types.ts';

const SHA = 'a'.repeat(64);
const RECORD_SHA = 'b'.repeat(64);
const LISTING_URL = 'https://www.aliexpress.com/item/1005006000000001.html';

const file = {
  path: 'viewport.png',
  sha256: SHA,
  bytes: 7,
  type: 'image/png',
  role: 'evidentiary',
  method: 'pixels',
};

const capture = {
  captureId: '0193a000-0000-7000-8000-000000000001',
  draftId: '0193a000-0000-7000-8000-000000000002',
  listingKey: 'aliexpress:1005006000000001',
  manifest: {
    schema: 1,
    captureId: '0193a000-0000-7000-8000-000000000001',
    tool: { name: 'marketsafe-reporter', version: '0.1.0' },
    request: { url: LISTING_URL, canonicalUrl: LISTING_URL },
    files: [file],
    limitations: [],
  },
  manifestSha256: RECORD_SHA,
  capturedAt: 1_763_000_000_000,
};

const draft = {
  draftId: capture.draftId,
  listingKey: capture.listingKey,
  openKey: capture.listingKey,
  state: 'draft',
  createdAt: 1_763_000_000_000,
  updatedAt: 1_763_000_000_100,
  target: {
    kind: 'listing',
    marketplace: 'aliexpress',
    itemId: '1005006000000001',
    canonicalUrl: LISTING_URL,
  },
  facts: { title: { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' } },
  evidence: [{ captureId: capture.captureId, manifestSha256: RECORD_SHA, files: [file] }],
  explanation: { en: 'The owner never made a jacket of this model.', zh: '' },
  declarations: { goodFaith: true, accurate: false, authorised: false },
};

const job = {
  captureId: '0193a000-0000-7000-8000-000000000003',
  listingKey: 'aliexpress:1005006000000009',
  tabId: 4,
  url: 'https://www.aliexpress.com/item/1005006000000009.html',
  startedAt: 1_763_000_050_000,
  state: 'interrupted',
};

const line = {
  draftId: draft.draftId,
  listingKey: draft.listingKey,
  stage: 'draft',
  at: 1_763_000_000_000,
  updatedAt: 1_763_000_000_100,
  marketplace: 'aliexpress',
  itemId: '1005006000000001',
  url: LISTING_URL,
  captureId: capture.captureId,
};

/** What version 4 keeps for lists. */
const LINES = [
  line,
  {
    ...line,
    draftId: '0193a000-0000-7000-8000-000000000004',
    listingKey: 'aliexpress:1005006000000002',
    stage: 'on-way',
    at: 1_763_000_040_000,
    serverState: 'received',
    entry: {
      opId: '0193a000-0000-7000-8000-000000000005',
      state: 'ready',
      nextAt: 1_763_000_090_000,
      createdAt: 1_763_000_040_000,
    },
  },
];

/** Before captures were signed: records of schema 1, and no table of what hangs on them. */
export const version1: Example = {
  stores: {
    blobs: 'sha256',
    captures: 'captureId, draftId, listingKey',
    captureJobs: 'captureId, startedAt',
    drafts: 'draftId, listingKey, &openKey, state, updatedAt',
    outbox: 'opId, entityId, state, nextAt',
    leases: 'name',
    serverPauses: 'key',
    uploads: 'sha256',
    session: 'key',
    reference: 'key',
  },
  rows: {
    blobs: [
      { sha256: SHA, bytes: new Blob(['picture']), type: 'image/png', size: 7, storedAt: 1_763_000_000_000 },
      {
        sha256: RECORD_SHA,
        bytes: new Blob(['{}']),
        type: 'application/json',
        size: 2,
        storedAt: 1_763_000_000_000,
        acknowledgedAt: 1_763_000_060_000,
      },
    ],
    captures: [capture],
    captureJobs: [job],
    drafts: [
      draft,
      {
        ...draft,
        draftId: '0193a000-0000-7000-8000-000000000004',
        listingKey: 'aliexpress:1005006000000002',
        openKey: undefined,
        state: 'finished',
        finishedAt: 1_763_000_040_000,
        serverState: 'received',
      },
    ],
    outbox: [
      {
        opId: '0193a000-0000-7000-8000-000000000005',
        kind: 'claim',
        entityId: '0193a000-0000-7000-8000-000000000004',
        body: '{"claimId":"0193a000-0000-7000-8000-000000000004"}',
        bodySha256: 'c'.repeat(64),
        needs: [SHA, RECORD_SHA],
        state: 'ready',
        attempts: 2,
        nextAt: 1_763_000_090_000,
        createdAt: 1_763_000_040_000,
      },
    ],
    leases: [{ name: 'outbox', owner: 'worker-1', until: 1_763_000_080_000 }],
    serverPauses: [
      { key: 'server', failures: 2, at: 1_763_000_070_000, until: 1_763_000_130_000, asked: false },
    ],
    uploads: [{ sha256: SHA, path: '/v1/uploads/1' }],
    session: [{ key: 'session', state: 'signed-out', reason: 'expired' }],
    reference: [
      {
        key: 'changes',
        organisationId: '00000000-0000-4000-8000-00000000000a',
        cursor: 12,
        fetchedAt: 1_763_000_000_000,
      },
      { key: 'rights', rights: [], fetchedAt: 1_763_000_000_000 },
    ],
  },
  later: [
    {
      captures: [
        { ...capture, viewer: { areas: [{ x: 0, y: 0, width: 1_000_000, height: 1_000_000 }], texts: [] } },
      ],
      captureJobs: [{ ...job, profile: 'quick' }],
      device: [],
      masks: [],
      seals: [],
      deletions: [],
    },
    {},
    { sweeps: [], sweepItems: [], marks: [], known: [], lines: LINES, thumbs: [], views: [] },
  ],
};
