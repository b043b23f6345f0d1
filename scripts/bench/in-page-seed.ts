// What the benchmark of the desk runs in a page of the extension: reports as people leave them, written by the extension's own database.
import type { ClaimState } from '@marketsafe/contract';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import { ReporterDatabase } from '../../utils/database/database.ts';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import type { OutboxRow } from '../../utils/database/outbox-rows.ts';

const HOUR_MS = 3_600_000;
/** Written in one transaction. */
const BATCH = 500;
/** Different pictures: reports share them, as bytes under their hash. */
const PICTURES = 12;

const TITLES = [
  'Aurora Hiking Jacket Waterproof Men Outdoor Windbreaker Mountain Trekking Coat 2026 New Season',
  '极光户外冲锋衣男女三合一防水透气登山服两件套情侣款秋冬季加绒加厚外套',
  'Aurora Kadın Su Geçirmez Outdoor Mont Kapüşonlu Trekking Yağmurluk',
  'AURORA Trekking Backpack 45L Rain Cover Included Original Quality Free Shipping',
] as const;
const SELLERS = ['Summit Outdoor Store', '山野户外旗舰店', 'Dağ Spor', 'Trek & Trail Official'] as const;
const MARKETPLACES = ['aliexpress', 'taobao', 'trendyol', 'lazada', '1688'] as const;
const STATES: readonly ClaimState[] = ['received', 'in_review', 'sent', 'removed', 'declined'];

function one<Value>(values: readonly Value[], at: number): Value {
  return values[at % values.length] as Value;
}

async function sha256(bytes: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A window of a listing, as PNG. */
async function drawPicture(at: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(1280, 813);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1280, 813);
  const sky = context.createLinearGradient(80, 120, 560, 600);
  sky.addColorStop(0, `hsl(${at * 30} 70% 80%)`);
  sky.addColorStop(1, `hsl(${at * 30 + 60} 60% 40%)`);
  context.fillStyle = sky;
  context.fillRect(80, 120, 480, 480);
  context.fillStyle = '#222';
  context.font = '28px sans-serif';
  context.fillText(one(TITLES, at).slice(0, 40), 620, 160);
  context.fillText(`US $${(19 + at).toFixed(2)}`, 620, 220);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** An id whose order is the order of making, as that of a UUIDv7. */
function idAt(ms: number, at: number, kind: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind}00-8000-${at.toString(16).padStart(12, '0')}`;
}

interface Made {
  draft: DraftRow;
  capture: CaptureRow;
  entry?: OutboxRow;
}

/** Of twenty reports three are drafts, one waits to be sent, every second twenty one is parked, and the rest is with the program. */
function make(at: number, of: number, now: number, picture: { sha256: string; bytes: number }): Made {
  const created = now - (of - at) * (HOUR_MS / 4);
  const draftId = idAt(created, at, 0);
  const marketplace = one(MARKETPLACES, at * 7);
  const itemId = String(700_000_000_000 + at);
  const listingKey = `${marketplace}:${itemId}`;
  const title = `${one(TITLES, at * 3)} ${itemId.slice(-5)}`;
  const seller = {
    name: `${one(SELLERS, at * 5)} ${(at * 13) % 97}`,
    id: String(100_000 + ((at * 13) % 97)),
  };
  const turn = at % 20;
  const isDraft = turn === 2 || turn === 9 || turn === 16;
  const kind = isDraft ? 'draft' : turn === 4 ? 'ready' : at % 40 === 11 ? 'parked' : 'sent';
  const captureId = idAt(created, at, 1);
  const file = {
    path: 'viewport.png',
    sha256: picture.sha256,
    bytes: picture.bytes,
    type: 'image/png',
    role: 'evidentiary',
    method: 'pixels',
    area: { x: 0, y: 0, width: 1280, height: 813 },
  } as const;
  const url = `https://www.${marketplace}.com/item/${itemId}.html`;
  const capturedAt = new Date(created).toISOString();
  const number = `MS-${String(1000 + (at % 9000))}-${String(1000 + Math.floor(at / 9000))}`;
  const amount = 9 + ((at * 37) % 400);
  const draft: DraftRow = {
    draftId,
    listingKey,
    ...(isDraft && { openKey: listingKey }),
    state: isDraft ? 'draft' : 'finished',
    createdAt: created,
    updatedAt: created,
    target: {
      kind: 'listing',
      marketplace,
      itemId,
      canonicalUrl: url,
      title,
      price: { min: amount, max: amount, currency: 'USD' },
      seller,
      capturedAt,
    },
    facts: {
      title: { value: title, raw: title, source: 'dom:h1' },
      price: {
        value: { min: amount, max: amount, currency: 'USD' },
        raw: `US $${amount}.00`,
        source: 'dom:.price',
      },
      seller: { value: seller, raw: seller.name, source: 'state:seller' },
      images: {
        value: Array.from({ length: 8 }, (_, index) => `https://ae01.alicdn.com/kf/${itemId}-${index}.jpg`),
        raw: 'imagePathList',
        source: 'state:images',
      },
      description: { value: `${title}. `.repeat(30), raw: title, source: 'dom:.description' },
    },
    evidence: [
      { captureId, capturedAt, files: [file], masked: [], manifestSha256: picture.sha256, signature: '' },
    ],
    explanation: { en: isDraft ? '' : title.repeat(4), zh: '' },
    declarations: { goodFaith: !isDraft, accurate: !isDraft, authorised: !isDraft },
    ...(!isDraft && { finishedAt: created + HOUR_MS / 60, reason: 'model-does-not-exist' as const }),
    ...(kind === 'sent' && {
      receipt: {
        claimId: draftId,
        number,
        state: 'received' as const,
        receivedAt: capturedAt,
        bodySha256: picture.sha256,
      },
      serverState: one(STATES, at * 3),
    }),
  };
  // Of a record only what lists and pictures look at.
  const capture = {
    captureId,
    draftId,
    listingKey,
    manifest: { files: [file], limitations: [], page: { url, canonicalUrl: url } },
    manifestSha256: picture.sha256,
    signature: '',
    viewer: {
      areas: [],
      texts: [],
      regions: [{ part: 'pictures', area: { x: 80, y: 120, width: 480, height: 480 } }],
    },
    capturedAt: created,
  } as unknown as CaptureRow;
  // What was acknowledged long ago has been cleaned up.
  if (isDraft || (kind === 'sent' && of - at > 2_000)) return { draft, capture };
  const entry: OutboxRow = {
    opId: idAt(created, at, 2),
    kind: 'claim',
    entityId: draftId,
    body: JSON.stringify({ claimId: draftId, text: title.repeat(20) }),
    bodySha256: picture.sha256,
    needs: [picture.sha256],
    state: kind === 'sent' ? 'acked' : kind === 'parked' ? 'parked' : 'ready',
    attempts: 1,
    nextAt: now + HOUR_MS,
    createdAt: created,
    ...(kind === 'parked' && { lastProblem: { code: 'refused' as const, status: 422, at: created } }),
    ...(kind === 'sent' && { ackedAt: created, receipt: draft.receipt as NonNullable<OutboxRow['receipt']> }),
  };
  return { draft, capture, entry };
}

/** Fills the database with so many reports in all; those that are there stay. */
async function seed(of: number, from: number): Promise<number> {
  const db = new ReporterDatabase();
  const now = Date.now();
  const pictures = await Promise.all(
    Array.from({ length: PICTURES }, async (_, at) => {
      const bytes = await drawPicture(at);
      return { sha256: await sha256(bytes), bytes };
    }),
  );
  await db.blobs.bulkPut(
    pictures.map((picture) => ({ ...picture, type: 'image/png', size: picture.bytes.size, storedAt: now })),
  );
  const stored = pictures.map((picture) => ({ sha256: picture.sha256, bytes: picture.bytes.size }));
  for (let start = from; start < of; start += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, of - start) }, (_, index) =>
      make(start + index, of, now, one(stored, start + index)),
    );
    await db.transaction('rw', db.drafts, db.captures, db.outbox, async () => {
      await db.drafts.bulkPut(made.map(({ draft }) => draft));
      await db.captures.bulkPut(made.map(({ capture }) => capture));
      await db.outbox.bulkPut(made.flatMap(({ entry }) => (entry ? [entry] : [])));
    });
  }
  const count = await db.drafts.count();
  db.close();
  return count;
}

/** Id of an open draft. */
async function openDraft(): Promise<string | undefined> {
  const db = new ReporterDatabase();
  const draft = await db.drafts.filter(({ state }) => state === 'draft').last();
  db.close();
  return draft?.draftId;
}

Object.assign(globalThis, { seedReports: seed, openDraft });
