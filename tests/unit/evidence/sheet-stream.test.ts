import { setImmediate as turn } from 'node:timers/promises';
import { csvOf, csvStream, type SheetSource, xlsxOf, xlsxStream } from '@marketsafe/evidence';
import { describe, expect, it } from 'vitest';

const HEAD = ['number', 'title'];
const AT = new Date('2026-11-30T00:00:00Z');
const PAGES = 1_000;
const ROWS = 100;

/** A hundred thousand rows, made when they are asked for; how many pages were. */
function counted(): { source: SheetSource; made: () => number } {
  let made = 0;
  async function* pages() {
    for (let page = 0; page < PAGES; page += 1) {
      made += 1;
      yield Array.from({ length: ROWS }, (_, row) => [
        page * ROWS + row,
        `=1+${page} 山野装备 ${Math.sin(row)}`,
      ]);
    }
  }
  return { source: { head: HEAD, pages: pages() }, made: () => made };
}

const FORMATS = [
  ['csv', csvStream],
  ['xlsx', (source: SheetSource) => xlsxStream(source, 'Claims', AT)],
] as const;

describe.each(FORMATS)('a sheet that is streamed as %s', (_, stream) => {
  it('makes no more rows than are taken: of a hundred thousand few wait', async () => {
    const { source, made } = counted();
    const reader = stream(source).bytes.getReader();
    let taken = 0;
    let bytes = 0;
    for (;;) {
      // Whatever it would make by itself it has made by then.
      for (let wait = 0; wait < 3; wait += 1) await turn();
      if (bytes === 0) expect(made()).toBeLessThan(60);
      const { done, value } = await reader.read();
      if (done) break;
      taken += 1;
      bytes += value.length;
    }
    expect(made()).toBe(PAGES);
    expect(taken).toBeGreaterThan(10);
  });

  it('stops making rows when nobody takes them any more', async () => {
    const { source, made } = counted();
    const reader = stream(source).bytes.getReader();
    for (let taken = 0; taken < 3; taken += 1) await reader.read();
    await reader.cancel();
    for (let wait = 0; wait < 2_000; wait += 1) await turn();
    expect(made()).toBeLessThan(PAGES / 2);
  });

  it('breaks off when its rows do, so that nobody takes the rest for the whole', async () => {
    const pages = (async function* () {
      yield [[1, 'one']];
      throw new Error('the database went away');
    })();
    await expect(new Response(stream({ head: HEAD, pages }).bytes).arrayBuffer()).rejects.toThrow();
  });
});

it('is byte for byte what a sheet that is made at once is', async () => {
  const rows = [
    [1, '=1+1'],
    [2, 'a "quoted", text'],
  ];
  const source = () => ({
    head: HEAD,
    pages: (async function* () {
      for (const row of rows) yield [row];
    })(),
  });
  expect(await new Response(csvStream(source()).bytes).text()).toBe(
    await new Response(csvOf({ head: HEAD, rows })).text(),
  );
  const streamed = await new Response(xlsxStream(source(), 'Claims', AT).bytes).arrayBuffer();
  const whole = await (await xlsxOf({ head: HEAD, rows }, 'Claims', AT)).arrayBuffer();
  expect([...new Uint8Array(streamed.slice(0, 4))]).toEqual([...new Uint8Array(whole.slice(0, 4))]);
});
