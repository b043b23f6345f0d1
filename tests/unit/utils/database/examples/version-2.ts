import type { CaptureManifest, EvidenceFile } from '@marketsafe/contract';
import type { Moment } from '../../../../../utils/capture/moment.ts';
import type { CaptureRow } from '../../../../../utils/database/capture-rows.ts';
import type { DraftRow } from '../../../../../utils/database/draft-rows.ts';
import { linesOf } from './lines-of.ts';
import type { Example } from './types.ts';
import { version1 } from './version-1.ts';

const AT = 1_764_000_000_000;
const TIME = '2025-11-24T16:00:00.000Z';
const SHA = 'a'.repeat(64);
const SLICE_SHA = 'b'.repeat(64);
const RECORD_SHA = 'c'.repeat(64);
const COPY_SHA = 'd'.repeat(64);
const LISTING_URL = 'https://www.aliexpress.com/item/1005006000000001.html';
const DEVICE = '00000000-0000-4000-8000-00000000000d';
const ORGANISATION = '00000000-0000-4000-8000-00000000000a';
const SIGNATURE = 'MEUCIQ==';
const STATEMENT = { text: '{}', keyId: 'e'.repeat(64), signature: SIGNATURE };
const WINDOW = { x: 0, y: 0, width: 1280, height: 800 };

const picture: EvidenceFile = {
  path: 'viewport.png',
  sha256: SHA,
  bytes: 7,
  type: 'image/png',
  role: 'evidentiary',
  method: 'pixels',
  area: WINDOW,
};
const slice: EvidenceFile = {
  ...picture,
  path: 'slice-001.png',
  sha256: SLICE_SHA,
  area: { ...WINDOW, y: 800 },
};
const copy: EvidenceFile = {
  ...picture,
  path: 'masked-viewport.png',
  sha256: COPY_SHA,
  role: 'derived',
  method: 'painted',
  derivedFrom: [SHA],
};

const facts: CaptureManifest['listing']['facts'] = {
  title: { value: 'Aurora jacket', raw: 'Aurora jacket', source: 'dom:h1' },
};

const manifest: CaptureManifest = {
  schema: 2,
  captureId: '0193b000-0000-7000-8000-000000000001',
  profile: 'quick',
  device: { deviceId: DEVICE, sequence: 1, previous: null },
  operator: { userId: '00000000-0000-4000-8000-00000000000b', organisationId: ORGANISATION },
  tool: { name: 'marketsafe-reporter', version: '0.1.0', commit: 'unknown' },
  env: {
    userAgent: 'test',
    brands: [],
    platform: 'test',
    language: 'en',
    timeZone: 'UTC',
    viewport: { width: 1280, height: 800 },
    devicePixelRatio: 1,
    zoom: 1,
    incognito: false,
  },
  request: { url: LISTING_URL, canonicalUrl: LISTING_URL },
  time: { start: TIME, end: TIME, monotonicMs: 200, skew: null, notBefore: null },
  page: {
    title: 'Aurora jacket',
    language: 'en',
    scroll: { x: 0, y: 0 },
    width: 1280,
    height: 4000,
    covered: { height: 800, of: 4000 },
    imagesUnfinished: 0,
  },
  listing: { marketplace: 'aliexpress', itemId: '1005006000000001', kind: 'listing', facts },
  files: [picture],
  limitations: ['no-challenge'],
};

const capture: CaptureRow = {
  captureId: manifest.captureId,
  draftId: '0193b000-0000-7000-8000-000000000002',
  listingKey: 'aliexpress:1005006000000001',
  manifest,
  manifestSha256: RECORD_SHA,
  signature: SIGNATURE,
  viewer: { areas: [WINDOW], slices: { 'slice-001.png': [] }, texts: ['Buyer One'] },
  capturedAt: AT,
};

const draft: DraftRow = {
  draftId: capture.draftId,
  listingKey: capture.listingKey,
  openKey: capture.listingKey,
  state: 'draft',
  createdAt: AT,
  updatedAt: AT + 100,
  target: {
    kind: 'listing',
    marketplace: 'aliexpress',
    itemId: '1005006000000001',
    canonicalUrl: LISTING_URL,
    capturedAt: TIME,
  },
  facts,
  wall: 'login',
  evidence: [
    {
      captureId: capture.captureId,
      manifestSha256: RECORD_SHA,
      signature: SIGNATURE,
      capturedAt: TIME,
      files: [picture],
      masked: [copy],
    },
  ],
  holds: [{ reason: 'Letter of the court', since: AT, by: null, released: { at: AT + 50, by: 'Ana' } }],
  rightId: '00000000-0000-4000-8000-000000000001',
  reason: 'model-does-not-exist',
  explanation: { en: 'The owner never made a jacket of this model.', zh: '权利人从未生产该款夹克。' },
  declarations: { goodFaith: true, accurate: true, authorised: true },
};

const receipt = {
  claimId: '0193b000-0000-7000-8000-000000000004',
  number: 'MS-0000-0001',
  state: 'received',
  receivedAt: TIME,
  bodySha256: 'f'.repeat(64),
} as const;

const entry = {
  opId: '0193b000-0000-7000-8000-000000000005',
  kind: 'claim',
  entityId: receipt.claimId,
  body: '{}',
  bodySha256: receipt.bodySha256,
  needs: [SHA, RECORD_SHA],
  state: 'acked',
  attempts: 1,
  nextAt: AT,
  createdAt: AT,
  ackedAt: AT + 900,
  receipt,
};

/** Reports that wait or need somebody, each with an English sentence. */
const troubled = [
  ['6', 'ready', 'network', undefined],
  ['7', 'parked', 'https://marketsafe.example/problems/not-ready', 422],
  ['8', 'parked', 'other-organisation', undefined],
  ['9', 'ready', 'https://marketsafe.example/problems/of-another-server', 418],
].map(([number, state, type, status]) => ({
  ...{ opId: `0193b000-0000-7000-8000-00000000000${number}`, kind: 'claim', entityId: draft.draftId },
  ...{ body: '{}', bodySha256: receipt.bodySha256, needs: [], state, attempts: 1, nextAt: AT, createdAt: AT },
  lastProblem: { type, sentence: 'Words in English.', ...(status !== undefined && { status }), at: AT + 700 },
}));

const { openKey: _, ...closed } = draft;
const finished: DraftRow = {
  ...closed,
  draftId: receipt.claimId,
  listingKey: 'aliexpress:1005006000000002',
  state: 'finished',
  finishedAt: AT + 500,
  receipt,
  serverState: 'received',
};

const moment: Moment = {
  captureId: '0193b000-0000-7000-8000-000000000003',
  listing: {
    marketplace: 'aliexpress',
    itemId: '1005006000000009',
    canonicalUrl: 'https://www.aliexpress.com/item/1005006000000009.html',
  },
  startedAt: AT,
  tab: { incognito: false, zoom: 1 },
  position: {
    url: 'https://www.aliexpress.com/item/1005006000000009.html',
    mark: 'mark-1',
    x: 0,
    y: 0,
    width: 1280,
    height: 800,
    devicePixelRatio: 1,
    turns: 0,
  },
  page: { title: 'Aurora jacket', language: 'en', width: 1280, height: 4000, imagesUnfinished: 0 },
  facts,
  viewer: { areas: [], texts: [] },
  files: [picture],
  limitations: [],
};

const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
  'sign',
  'verify',
]);

const rows = {
  blobs: [
    { sha256: SHA, bytes: new Blob(['picture']), type: 'image/png', size: 7, storedAt: AT },
    {
      sha256: RECORD_SHA,
      bytes: new Blob(['{}']),
      type: 'application/json',
      size: 2,
      storedAt: AT,
      acknowledgedAt: AT + 900,
    },
  ],
  captures: [capture],
  captureJobs: [
    {
      captureId: moment.captureId,
      listingKey: 'aliexpress:1005006000000009',
      tabId: 4,
      url: moment.listing.canonicalUrl,
      startedAt: AT,
      state: 'interrupted',
      profile: 'full',
      progress: { done: 1, of: 5 },
      stop: true,
      moment,
      slices: [slice],
      pictures: [],
      limitations: ['page-grew'],
    },
  ],
  drafts: [draft, finished],
  outbox: [entry, ...troubled],
  leases: [{ name: 'outbox', owner: 'worker-1', until: AT + 60_000 }],
  serverPauses: [{ key: 'server', failures: 1, at: AT, until: AT + 30_000, asked: true }],
  uploads: [{ sha256: SHA, path: '/v1/uploads/1' }],
  session: [
    {
      key: 'session',
      state: 'signed-in',
      serverUrl: 'http://127.0.0.1:4310',
      token: 'token',
      me: {
        user: { userId: '00000000-0000-4000-8000-00000000000b', name: 'Ana', email: 'ana@example.com' },
        organisation: { organisationId: ORGANISATION, name: 'Aurora' },
        roles: ['investigator'],
      },
      since: AT,
    },
  ],
  reference: [
    {
      key: 'challenge',
      challenge: { challenge: 'AAAA', issuedAt: TIME, keyId: STATEMENT.keyId, signature: SIGNATURE },
      skew: { ms: 12, roundTripMs: 40 },
      fetchedAt: AT,
    },
    { key: 'changes', organisationId: ORGANISATION, cursor: 12, fetchedAt: AT },
    { key: 'keys', keys: [{ keyId: STATEMENT.keyId, publicKey: 'AAAA' }], fetchedAt: AT },
    { key: 'marketplaces', settings: [], fetchedAt: AT },
    { key: 'rights', rights: [], fetchedAt: AT },
  ],
  device: [
    {
      key: 'device',
      deviceId: DEVICE,
      privateKey,
      publicKey: 'AAAA',
      createdAt: AT,
      sequence: 1,
      lastManifestSha256: RECORD_SHA,
      enrolments: [{ organisationId: ORGANISATION, statement: STATEMENT }],
    },
  ],
  masks: [
    {
      captureId: capture.captureId,
      boxes: [WINDOW],
      copies: { key: '0'.repeat(64), files: [copy] },
      updatedAt: AT,
    },
  ],
  seals: [
    {
      captureId: capture.captureId,
      seal: {
        captureId: capture.captureId,
        manifestSha256: RECORD_SHA,
        receipt: STATEMENT,
        device: { publicKey: 'AAAA', enrolment: STATEMENT },
        timeStamp: { state: 'pending' },
      },
      fetchedAt: AT,
    },
  ],
  deletions: [
    {
      draftId: '0193b000-0000-7000-8000-000000000006',
      at: AT,
      draft: { ...draft, draftId: '0193b000-0000-7000-8000-000000000006' },
      captures: [capture],
      masks: [],
      entry: troubled[1],
    },
  ],
};

/** Their problems from version 3 on. */
const IN_CODES = [
  { code: 'unreachable' },
  {
    code: 'refused',
    document: { type: 'https://marketsafe.example/problems/not-ready' },
    status: 422,
  },
  { code: 'other-organisation' },
  { code: 'earlier', status: 418 },
];

const inCodes = [
  entry,
  ...troubled.map((row, index) => ({ ...row, lastProblem: { ...IN_CODES[index], at: AT + 700 } })),
];

/** Captures are signed in a chain, masked and sealed; a deletion can be undone. */
export const version2: Example = {
  stores: {
    ...version1.stores,
    device: 'key',
    masks: 'captureId',
    seals: 'captureId',
    deletions: 'draftId, at',
  },
  rows,
  later: [
    {
      outbox: inCodes,
      session: rows.session.map((row) => ({ ...row, me: { ...row.me, language: null } })),
      deletions: rows.deletions.map((row) => ({
        ...row,
        entry: { ...troubled[1], lastProblem: { ...IN_CODES[1], at: AT + 700 } },
      })),
    },
    {
      sweeps: [],
      sweepItems: [],
      marks: [],
      known: [],
      lines: linesOf({ ...rows, outbox: inCodes }),
      thumbs: [],
      views: [],
    },
  ],
};
