import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  emptyTestBuy,
  type NewBuyStep,
  type TestBuyContent,
  type TestBuyFile,
  type TestBuyFileRole,
} from '@marketsafe/contract';
import { recordBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import type { Seal } from '../secrets/seal.ts';
import { consentTo, stateFindings } from '../test-buys/examine.ts';
import { openBuy, saveBuy } from '../test-buys/save.ts';
import { noteStep } from '../test-buys/steps.ts';
import { vaultHead, writeVault } from '../test-buys/vault.ts';
import { DEMO_RIGHTS } from './data.ts';
import { listingPicture } from './pictures.ts';
import { demoId } from './plan.ts';

const DAY = 24 * 60 * 60_000;

interface BuyTools {
  db: Database;
  store: BlobStore;
  vaultSeal: Seal;
}

/** Photographs, by what they show; the pictures are drawn. */
const PHOTOS: readonly (readonly [role: TestBuyFileRole, name: string, seed: number])[] = [
  ['parcel', 'parcel front.png', 41],
  ['unboxing', 'opened.png', 42],
  ['goods', 'jacket.png', 43],
  ['label', 'neck label.png', 44],
];

/** Two test buys of an organisation of the demo program: one on its way, and one whose report only waits for a signature. Done again, they stay as they are. */
export async function keepDemoTestBuys(tools: BuyTools, caller: Caller, until: Date): Promise<void> {
  const { organisationId } = caller;
  const rights = DEMO_RIGHTS.find((one) => one.organisationId === organisationId)?.rights ?? [];
  const rightId = rights.find(({ type }) => type === 'trademark')?.rightId ?? null;
  const dayBefore = (days: number) => new Date(until.getTime() - days * DAY).toISOString().slice(0, 10);
  const files = await keepPhotos(tools, caller);
  await onItsWay(tools, caller, { rightId, dayBefore });
  await examined(tools, caller, { rightId, dayBefore, files });
}

interface Given {
  rightId: string | null;
  dayBefore: (days: number) => string;
}

async function onItsWay(tools: BuyTools, caller: Caller, { rightId, dayBefore }: Given): Promise<void> {
  const buy = 'on its way';
  await write(tools, caller, buy, {
    ...emptyTestBuy('Fleece jacket from the shop with the new name'),
    rightId,
    listing: {
      ...{
        marketplace: 'taobao',
        url: 'https://item.taobao.com/item.htm?id=710000000041',
        itemId: '710000000041',
      },
      ...{ title: '户外抓绒衣 秋冬加厚', sellerName: '山野户外优选', sellerId: '2200000000041' },
    },
    order: { number: '410000000000000041', quantity: 1, price: { amount: 129, currency: 'CNY' } },
  });
  await step(tools, caller, buy, { from: 'planned', stage: 'ordered', on: dayBefore(4) });
  await step(tools, caller, buy, { from: 'ordered', stage: 'shipped', on: dayBefore(3) });
}

async function examined(
  tools: BuyTools,
  caller: Caller,
  { rightId, dayBefore, files }: Given & { files: TestBuyFile[] },
): Promise<void> {
  const buy = 'examined';
  const testBuyId = idOf(caller, buy);
  await write(tools, caller, buy, {
    ...emptyTestBuy('Shell jacket, second order from this seller'),
    rightId,
    listing: {
      ...{
        marketplace: 'taobao',
        url: 'https://item.taobao.com/item.htm?id=710000000042',
        itemId: '710000000042',
      },
      ...{ title: '三合一冲锋衣 防水', sellerName: '北坡户外专营', sellerId: '2200000000042' },
    },
    order: { number: '410000000000000042', quantity: 1, price: { amount: 268.5, currency: 'CNY' } },
    parcel: {
      ...{ carrier: '顺丰速运', sender: '浙江省义乌市', waybill: 'SF1400000000042' },
      ...{ condition: 'Tape whole on all sides.', bag: 'TB-0042', keptBy: 'Cabinet 3' },
    },
    files,
  });
  await step(tools, caller, buy, { from: 'planned', stage: 'ordered', on: dayBefore(12) });
  await step(tools, caller, buy, { from: 'ordered', stage: 'shipped', on: dayBefore(11) });
  await step(tools, caller, buy, { from: 'shipped', stage: 'received', on: dayBefore(8) });
  await stateFindings(tools.db, caller, testBuyId, {
    statementId: demoId(`test buy statement ${testBuyId}`),
    signedAs: 'Brand examiner of Aurora Outdoor',
    process: 'Compared with a genuine jacket of the same model, seam by seam, at daylight.',
    findings:
      'No jacket of this colour was ever made under the mark, and the hang tag names a model that does not exist.',
    conclusion: 'counterfeit',
    tells: 'The inner label lacks the batch mark.',
  });
  await step(tools, caller, buy, { from: 'received', stage: 'examined', on: dayBefore(6) });
  await consentTo(tools.db, caller, testBuyId, {
    consentId: demoId(`test buy consent ${testBuyId}`),
    order: true,
    files: files.filter(({ role }) => role !== 'parcel').map(({ sha256 }) => sha256),
  });
  const { version } = await tools.db.inOrganisation(caller, (scope) => vaultHead(scope, testBuyId));
  if (version > 0) return;
  await writeVault(tools, caller, testBuyId, {
    version,
    vault: {
      ...{ persona: 'Li Mei (invented)', account: 'limei_outdoor', recipient: 'Parcel locker 7, Hangzhou' },
      ...{ payment: 'Prepaid card no. 2 of the purchase float', note: '' },
    },
  });
}

const idOf = ({ organisationId }: Caller, buy: string) => demoId(`test buy ${buy} ${organisationId}`);

async function write(
  { db, store }: BuyTools,
  caller: Caller,
  buy: string,
  content: TestBuyContent,
): Promise<void> {
  const testBuyId = idOf(caller, buy);
  await openBuy({ db }, caller, { testBuyId, name: content.name });
  await saveBuy({ db, store }, caller, testBuyId, { version: 1, content });
}

async function step(
  { db }: BuyTools,
  caller: Caller,
  buy: string,
  noted: Pick<NewBuyStep, 'from' | 'stage' | 'on'>,
): Promise<void> {
  const testBuyId = idOf(caller, buy);
  const stepId = demoId(`test buy step ${noted.stage} ${testBuyId}`);
  await noteStep(db, caller, testBuyId, { ...noted, stepId, reason: '' });
}

async function keepPhotos({ db, store }: BuyTools, caller: Caller): Promise<TestBuyFile[]> {
  const files: TestBuyFile[] = [];
  for (const [role, name, seed] of PHOTOS) {
    const bytes = listingPicture(seed);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await store.put(caller.organisationId, sha256, Readable.from([bytes]), bytes.length);
    await recordBlob({ db, store }, caller, { sha256, bytes: bytes.length, type: 'image/png' });
    files.push({ sha256, name, type: 'image/png', bytes: bytes.length, role });
  }
  return files;
}
