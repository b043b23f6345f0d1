import {
  type CaptureManifest,
  DRIFT_DAYS,
  type MarketplaceReading,
  marketplaceReading,
  marketplaceReadings,
} from '@marketsafe/contract';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOON } from '../support/soon.ts';
import { makeCapture } from './captures.ts';
import {
  addInvestigator,
  addProgram,
  freshItemId,
  makeClaim,
  type Person,
  postClaim,
  putCaptures,
  send,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let investigator: Person & { rightId: string };
let analyst: Person;
beforeAll(async () => {
  test = await startTestServer({ readingsEvery: 150 });
  investigator = await addInvestigator(test);
  ({ analyst } = await addProgram(test));
});
afterAll(() => test.close());

const title = { value: 'A jacket', raw: 'A jacket', source: 'json-ld' };
const price = { value: { min: 9, max: 9, currency: 'USD' }, raw: '$9', source: 'json-ld' };

/** Hands in a claim whose capture was read by an adapter of this version, and found these facts. @returns its number */
async function claimWith(
  version: number | null,
  facts: CaptureManifest['listing']['facts'],
  wall?: string,
): Promise<string> {
  const itemId = freshItemId();
  const capture = (changes: { wall?: string; read: number | null }) =>
    makeCapture(itemId, {
      ...(changes.wall !== undefined && { wall: changes.wall }),
      write: (manifest) =>
        canonicalize({
          ...manifest,
          tool: {
            ...manifest.tool,
            ...(changes.read !== null && { adapter: { id: 'aliexpress', version: changes.read } }),
          },
          listing: { ...manifest.listing, facts },
        }) ?? '',
    });
  const captures = [
    capture({ read: version }),
    ...(wall === undefined ? [] : [capture({ wall, read: version })]),
  ];
  await putCaptures(test, investigator, captures);
  const { status, json } = await postClaim(
    test,
    investigator,
    makeClaim(investigator.rightId, itemId, captures),
  );
  expect(status, JSON.stringify(json)).toBe(201);
  return (json as { number: string }).number;
}

/** What was counted on earlier days, as it was kept then. */
async function keepHistory(marketplace: string, found: object, demo = false): Promise<void> {
  await test.owner.query(
    `insert into meta.reading_days (day, marketplace, version, captures, found, demo)
     select current_date - ago, $1, 3, 5, $2, $3 from generate_series(1, ${DRIFT_DAYS - 1}) ago`,
    [marketplace, JSON.stringify(found), demo],
  );
}

async function readingOf(marketplace: string): Promise<MarketplaceReading> {
  const { status, json } = await send(test, `/v1/marketplaces/readings/${marketplace}`, { person: analyst });
  expect(status).toBe(200);
  return marketplaceReading.parse(json);
}

describe('what is found on a marketplace’s pages', () => {
  it('is counted from the captures that come in, by version, once however often it is counted', async () => {
    await claimWith(3, { title, price });
    await claimWith(3, { title });
    await claimWith(4, { title, price });
    await expect
      .poll(async () => (await readingOf('aliexpress')).versions, SOON)
      .toEqual([
        { version: 4, captures: 1, found: { title: 1, price: 1 } },
        { version: 3, captures: 2, found: { title: 2, price: 1 } },
      ]);
    const { countedAt } = await readingOf('aliexpress');
    await expect.poll(async () => (await readingOf('aliexpress')).countedAt, SOON).not.toBe(countedAt);
    expect((await readingOf('aliexpress')).captures).toBe(3);
  });

  it('leaves out what nothing read, and walls', async () => {
    await claimWith(null, { title });
    await claimWith(3, { title, price }, 'captcha');
    await expect.poll(async () => (await readingOf('aliexpress')).captures, SOON).toBe(4);
    const before = (await readingOf('aliexpress')).countedAt;
    await expect.poll(async () => (await readingOf('aliexpress')).countedAt, SOON).not.toBe(before);
    expect(await readingOf('aliexpress')).toMatchObject({ captures: 4, falls: [] });
  });

  it('shows staff a fall, with the newest claims that lack the fact', async () => {
    await keepHistory('aliexpress', { title: 5, price: 5 });
    const numbers: string[] = [];
    for (let nth = 0; nth < 12; nth += 1) numbers.push(await claimWith(3, { title }));
    await expect
      .poll(async () => (await readingOf('aliexpress')).falls, SOON)
      .toEqual([
        { fact: 'price', days: 1, before: { found: 140, captures: 140 }, now: { found: 3, captures: 16 } },
      ]);
    const { examples, facts } = await readingOf('aliexpress');
    expect(examples).toHaveLength(1);
    expect(examples[0]?.claims.map(({ number }) => number)).toEqual(numbers.slice(-5).reverse());
    expect(facts.find(({ fact }) => fact === 'price')?.weeks[0]).toEqual({ found: 33, captures: 46 });
    const all = marketplaceReadings.parse(
      (await send(test, '/v1/marketplaces/readings', { person: analyst })).json,
    );
    expect(all.marketplaces.filter(({ falls }) => falls.length > 0)).toMatchObject([
      { marketplace: 'aliexpress' },
    ]);
  });

  it('is the demo program’s only where there is nothing else', async () => {
    await keepHistory('taobao', { title: 5 }, true);
    expect((await readingOf('taobao')).captures).toBe(0);
  });

  it('is told to staff alone, about marketplaces that there are', async () => {
    for (const path of ['/v1/marketplaces/readings', '/v1/marketplaces/readings/aliexpress']) {
      expect((await send(test, path, { person: investigator })).status).toBe(403);
    }
    expect((await send(test, '/v1/marketplaces/readings/amazon', { person: analyst })).status).toBe(400);
  });
});
