import { randomUUID } from 'node:crypto';
import {
  emptyTestBuy,
  type NewBuyStatement,
  type TestBuyContent,
  type TestBuyDetail,
  type TestBuyFile,
  type TestBuyStage,
  testBuyDetail,
} from '@marketsafe/contract';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type Person, putBlob, send, sendJson, sha256, type TestServer } from './support.ts';

/** A photograph whose camera wrote a word into it. */
function buyPhoto(color: string, word: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: color } })
    .jpeg()
    .withExif({ IFD0: { Artist: word, ImageDescription: word } })
    .toBuffer();
}

/** Hands a file in and gives it as a test buy names it. */
export async function buyFileOf(
  test: TestServer,
  person: Person,
  bytes: Buffer,
  given: Pick<TestBuyFile, 'role' | 'type' | 'name'>,
): Promise<TestBuyFile> {
  expect((await putBlob(test, person, bytes, given.type)).status).toBeLessThan(300);
  return { sha256: sha256(bytes), bytes: bytes.length, ...given };
}

/** A test buy that lacks nothing that is written down; a word stands in everything that never goes. */
export async function completeBuy(
  test: TestServer,
  person: Person & { rightId: string },
  word: string,
): Promise<TestBuyContent> {
  const photo = async (role: TestBuyFile['role'], color: string) =>
    buyFileOf(test, person, await buyPhoto(color, word), {
      ...{ role, type: 'image/jpeg', name: `${word} ${role}.jpg` },
    });
  return {
    ...emptyTestBuy(`${word} jacket`),
    rightId: person.rightId,
    listing: {
      ...{
        marketplace: 'taobao',
        url: 'https://item.taobao.com/item.htm?id=710000000001',
        itemId: '710000000001',
      },
      ...{ title: '冲锋衣', sellerName: '北坡户外', sellerId: '771' },
    },
    order: {
      ...{ number: `TB-${randomUUID().slice(0, 8).toUpperCase()}`, quantity: 2 },
      price: { amount: 268.5, currency: 'CNY' },
    },
    parcel: {
      ...{ carrier: '顺丰速运', sender: '浙江省义乌市', bag: 'TB-1' },
      ...{ waybill: word, condition: word, keptBy: word },
    },
    files: [
      await photo('parcel', '#334455'),
      await photo('unboxing', '#445566'),
      await photo('goods', '#884422'),
      await photo('label', '#228844'),
      await photo('order', '#112233'),
    ],
    recordings: [{ sha256: sha256(word), name: `${word}.mp4`, bytes: 9, keptAt: word }],
    notes: word,
  };
}

export const statement = (word: string): NewBuyStatement => ({
  ...{ statementId: randomUUID(), signedAs: 'Brand examiner', process: 'Compared at daylight.' },
  ...{
    findings: 'This model was never made.',
    conclusion: 'counterfeit',
    tells: `${word}: the third stitch`,
  },
});

/** Does something to a test buy; `path` is below it. */
export const toBuy = (
  test: TestServer,
  person: Person,
  testBuyId: string,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
) => sendJson(test, `/v1/test-buys/${testBuyId}${path}`, { method, person, body });

/** The same, and it goes well. */
export async function doneToBuy(...given: Parameters<typeof toBuy>): Promise<TestBuyDetail> {
  const { status, json } = await toBuy(...given);
  expect([status, json]).toEqual([200, json]);
  return testBuyDetail.parse(json);
}

export const readBuy = async (test: TestServer, person: Person, testBuyId: string): Promise<TestBuyDetail> =>
  testBuyDetail.parse((await send(test, `/v1/test-buys/${testBuyId}`, { person })).json);

/** Plans a test buy and saves what it says. */
export async function keepBuy(
  test: TestServer,
  person: Person,
  content: TestBuyContent,
  testBuyId: string = randomUUID(),
): Promise<TestBuyDetail> {
  const opened = await sendJson(test, '/v1/test-buys', { person, body: { testBuyId, name: 'New' } });
  expect([opened.status, opened.json]).toEqual([200, opened.json]);
  return doneToBuy(test, person, testBuyId, '', { version: 1, content }, 'PUT');
}

const WAY: readonly (readonly [from: TestBuyStage, stage: TestBuyStage, on: string])[] = [
  ['planned', 'ordered', '2026-11-02'],
  ['ordered', 'shipped', '2026-11-03'],
  ['shipped', 'received', '2026-11-06'],
];

export const step = (from: TestBuyStage, stage: TestBuyStage, on: string, reason = '') => ({
  ...{ stepId: randomUUID(), from, stage, on, reason },
});

/** Goes on with a test buy until its goods are there. */
export async function receive(test: TestServer, person: Person, testBuyId: string): Promise<TestBuyDetail> {
  for (const one of WAY) await doneToBuy(test, person, testBuyId, '/steps', step(...one));
  return readBuy(test, person, testBuyId);
}

/** Goes on until it is examined, and all that may go is agreed to. */
export async function examine(
  test: TestServer,
  person: Person,
  testBuyId: string,
  word: string,
): Promise<TestBuyDetail> {
  await receive(test, person, testBuyId);
  await doneToBuy(test, person, testBuyId, '/statements', statement(word));
  const { content } = await doneToBuy(
    ...([test, person, testBuyId, '/steps', step('received', 'examined', '2026-11-09')] as const),
  );
  const files = content.files.filter(({ role }) => role !== 'order').map((file) => file.sha256);
  return doneToBuy(test, person, testBuyId, '/consents', { consentId: randomUUID(), order: true, files });
}
