import { join } from 'node:path';
import { type ClaimDetail, claimDetail, type EvidenceFile, type PageArea } from '@marketsafe/contract';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleSession, openConsole } from '../../scripts/support/console-session.ts';
import { until } from '../../scripts/support/until.ts';
import type { DraftRow } from '../../utils/database/draft-rows.ts';
import {
  LONG_PAGE,
  PLANTED,
  PLANTED_COLOUR,
  PROOF_COLOUR,
  SECRET_COLOUR,
  VIEWER_PAGES,
} from '../fixtures/viewers/planted.ts';
import { plantedIn } from '../support/planted-bytes.ts';
import { captureFromToolbar, captureWholeFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { rows } from './support/extension-data.ts';
import { chunksOf, countColours } from './support/pictures.ts';
import { Stack } from './support/stack.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'viewers');
const MARKETPLACES = Object.keys(VIEWER_PAGES) as (keyof typeof VIEWER_PAGES)[];
const ITEM_ID = /(\d{9,})/;

let stack: Stack;
let control: Page;
let session: ConsoleSession;

beforeAll(async () => {
  stack = await Stack.start();
  for (const marketplace of MARKETPLACES) {
    stack.practice.servePage(VIEWER_PAGES[marketplace], join(FIXTURES, `${marketplace}.html`));
  }
  stack.practice.servePage(LONG_PAGE.url, join(FIXTURES, LONG_PAGE.file));
  control = await stack.control();
  await stack.connect(control);
  if (!stack.server.demo) throw new Error('the demo program is missing');
  session = await openConsole({ url: stack.server.url, credentials: stack.server.demo });
});
afterAll(() => stack?.close());

function itemIdOf(url: string): string {
  return ITEM_ID.exec(url.replace(/-s\d+/, ''))?.[1] ?? '';
}

/** Finishes a draft as a person does and gives the claim as the program holds it. */
async function claimOf(draft: DraftRow): Promise<ClaimDetail> {
  await (await finishReport(stack, control, draft)).close();
  await numberOf(control, draft.draftId);
  return claimDetail.parse(await session.ask(`/v1/claims/${draft.draftId}`));
}

async function pixelsOf(file: EvidenceFile, colour: readonly [number, number, number]): Promise<number> {
  const bytes = await session.bytes(`/v1/blobs/${file.sha256}`);
  return (await countColours(control, bytes, [colour]))[0] ?? 0;
}

/** Everything of a claim that may leave the program, held against what the pages planted. */
async function expectNothingOfTheViewer({ evidence, target, explanation }: ClaimDetail): Promise<void> {
  expect(
    plantedIn(
      Buffer.from(JSON.stringify({ target, explanation, masked: evidence.map(({ masked }) => masked) })),
      PLANTED,
    ),
  ).toEqual([]);
  for (const { files, masked } of evidence) {
    const screenshots = files.filter(({ method }) => method === 'pixels').map(({ sha256 }) => sha256);
    // A screenshot that shows nothing of the listing has no copy.
    expect(masked.length).toBeGreaterThan(0);
    const sources = masked.flatMap(({ derivedFrom = [] }) => derivedFrom);
    expect(screenshots.filter((hash) => sources.includes(hash))).toEqual(sources);
    for (const copy of masked) {
      const bytes = await session.bytes(`/v1/blobs/${copy.sha256}`);
      expect([copy.path, plantedIn(bytes, PLANTED)]).toEqual([copy.path, []]);
      // Beside what draws it, a copy says that it is one, and nothing else.
      expect(chunksOf(bytes)).toEqual(new Set(['IHDR', 'tEXt', 'IDAT', 'IEND']));
      expect(bytes.toString('latin1').split('tEXt').slice(1)).toEqual([
        expect.stringMatching(/^Comment\0masked copy/),
      ]);
      expect([copy.path, await pixelsOf(copy, PLANTED_COLOUR)]).toEqual([copy.path, 0]);
    }
  }
}

describe('what a finished claim hands out shows nothing of the viewer', () => {
  it.each(MARKETPLACES)('captured quickly on %s', async (marketplace) => {
    const url = VIEWER_PAGES[marketplace];
    const page = await openListing(stack, control, url);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    await page.close();
    const claim = await claimOf(await draftOf(control, itemIdOf(url)));
    await expectNothingOfTheViewer(claim);
    // The original keeps what was there, and the copy keeps what is evidence.
    const [original] = claim.evidence.flatMap(({ files }) =>
      files.filter(({ method }) => method === 'pixels'),
    );
    const [copy] = claim.evidence.flatMap(({ masked }) => masked);
    if (!original || !copy) throw new Error('a picture is missing');
    expect(await pixelsOf(original, PLANTED_COLOUR)).toBeGreaterThan(500);
    expect(await pixelsOf(original, PROOF_COLOUR)).toBeGreaterThan(5_000);
    expect(await pixelsOf(copy, PROOF_COLOUR)).toBeGreaterThan(
      0.9 * (await pixelsOf(original, PROOF_COLOUR)),
    );
    // The page itself stays with the program, and really has all of it.
    const snapshot = claim.evidence[0]?.files.find(({ method }) => method === 'snapshot');
    const html = await session.bytes(`/v1/blobs/${snapshot?.sha256}`);
    expect(plantedIn(html, PLANTED).length).toBeGreaterThan(5);
  });
});

/** Where the long page's secrets stand, in page coordinates. */
async function secretsOf(page: Page): Promise<Record<string, PageArea>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-secret]')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.dataset.secret, { x: x + scrollX, y: y + scrollY, width, height }];
      }),
    ),
  );
}

function boxesOf(captureId: string): Promise<PageArea[]> {
  return rows(control, 'masks').then(
    (masks) => masks.find((mask) => mask.captureId === captureId)?.boxes ?? [],
  );
}

/** Draws over a part of the page on the first picture, with the real mouse. */
async function drawOver(viewer: Page, picture: PageArea, part: PageArea): Promise<void> {
  const stage = await viewer.$('.evidence-stage');
  await stage?.scrollIntoView();
  const seen = await stage?.boundingBox();
  if (!seen) throw new Error('no picture is shown');
  const scale = seen.width / picture.width;
  const at = (x: number, y: number) =>
    [seen.x + (x - picture.x) * scale, seen.y + (y - picture.y) * scale] as const;
  await viewer.mouse.move(...at(part.x - 6, part.y - 6));
  await viewer.mouse.down();
  await viewer.mouse.move(...at(part.x + 30, part.y + 10), { steps: 4 });
  await viewer.mouse.move(...at(part.x + part.width + 6, part.y + part.height + 6), { steps: 4 });
  await viewer.mouse.up();
}

/** Moves the box in focus by keyboard, in strides and then in single pixels. */
async function walk(
  viewer: Page,
  by: number,
  keys: readonly [back: 'ArrowLeft' | 'ArrowUp', on: 'ArrowRight' | 'ArrowDown'],
) {
  const key = by < 0 ? keys[0] : keys[1];
  for (let left = Math.abs(Math.round(by)); left > 0; left -= left >= 10 ? 10 : 1) {
    if (left >= 10) await viewer.keyboard.press(key);
    else {
      await viewer.keyboard.down('Control');
      await viewer.keyboard.press(key);
      await viewer.keyboard.up('Control');
    }
  }
}

describe('boxes that the investigator draws on the evidence', () => {
  it('are painted on every picture, by mouse and by keyboard, and stay as they are once the report is finished', async () => {
    const page = await openListing(stack, control, LONG_PAGE.url);
    const secrets = await secretsOf(page);
    await captureWholeFromToolbar(stack, page);
    await page.close();
    const draft = await draftOf(control, itemIdOf(LONG_PAGE.url));
    const captureId = draft.evidence[0]?.captureId ?? '';
    const pictures = draft.evidence.flatMap(({ files }) => files.filter(({ method }) => method === 'pixels'));
    expect(pictures.length).toBeGreaterThan(3);

    const viewer = await stack.chromium.extensionPage(`workspace.html#/evidence/${captureId}`);
    const first = pictures[0]?.area;
    const { mouse, keyboard } = secrets;
    if (!first || !mouse || !keyboard) throw new Error('the page is not what it was');
    await until('the first picture', () => viewer.$('.evidence-image img'));
    await drawOver(viewer, first, mouse);
    await until('the drawn box', async () => (await boxesOf(captureId)).length === 1);

    const [drawn] = await boxesOf(captureId);
    const corner = await (await viewer.$('.evidence-handle-se'))?.boundingBox();
    if (!drawn || !corner) throw new Error('the box has no corner to pull');
    await viewer.mouse.move(corner.x + 7, corner.y + 7);
    await viewer.mouse.down();
    await viewer.mouse.move(corner.x + 27, corner.y + 17, { steps: 3 });
    await viewer.mouse.up();
    await until('the larger box', async () => {
      const [box] = await boxesOf(captureId);
      return box && box.x === drawn.x && box.width > drawn.width && box.height > drawn.height;
    });

    await viewer.locator('::-p-aria(Add a box[role="button"])').click();
    await until('the added box', async () => (await boxesOf(captureId)).length === 2);
    const [, added] = await boxesOf(captureId);
    if (!added) throw new Error('the box is gone');
    await walk(viewer, keyboard.x - added.x - 4, ['ArrowLeft', 'ArrowRight']);
    await walk(viewer, keyboard.y - added.y - 4, ['ArrowUp', 'ArrowDown']);
    await until('the box at its place', async () => {
      const [, box] = await boxesOf(captureId);
      return box && Math.abs(box.y - (keyboard.y - 4)) <= 1 && Math.abs(box.x - (keyboard.x - 4)) <= 1;
    });

    // Removed and brought back by keyboard.
    const placed = await boxesOf(captureId);
    await viewer.keyboard.press('Delete');
    await until('one box less', async () => (await boxesOf(captureId)).length === 1);
    await viewer.keyboard.down('Control');
    await viewer.keyboard.press('z');
    await viewer.keyboard.up('Control');
    await until('the box back', async () => (await boxesOf(captureId)).length === 2);
    expect(await boxesOf(captureId)).toEqual(placed);

    await viewer.locator('::-p-aria(What may go out[role="button"])').click();
    await until('the painted copy', () => viewer.$('img[alt*="as it may go out"]'));
    await viewer.close();

    const claim = await claimOf(draft);
    await expectNothingOfTheViewer(claim);
    const [item] = claim.evidence;
    let shown = 0;
    for (const original of item?.files.filter(({ method }) => method === 'pixels') ?? []) {
      shown += await pixelsOf(original, SECRET_COLOUR);
    }
    expect(shown).toBeGreaterThanOrEqual(2 * 180 * 40);
    for (const copy of item?.masked ?? []) {
      expect([copy.path, await pixelsOf(copy, SECRET_COLOUR)]).toEqual([copy.path, 0]);
    }

    const after = await stack.chromium.extensionPage(`workspace.html#/evidence/${captureId}`);
    await until('the finished capture', () => after.$('::-p-text(Finished: nothing here can be changed)'));
    expect(await after.$('.evidence-box')).toBeNull();
    expect(await after.$('::-p-aria(Add a box[role="button"])')).toBeNull();
    await after.close();
  });
});
