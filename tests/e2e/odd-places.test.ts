import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunInPage, readTable, runIn } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { startPracticeSite } from '../../scripts/support/practice-site.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import {
  colourOf,
  ODD_PAGE,
  ODD_PLACES,
  type OddPlace,
  oddPage,
  STANDS,
} from '../fixtures/viewers/odd-places.ts';
import { PROOF_COLOUR } from '../fixtures/viewers/planted.ts';
import { serveText } from './support/listing-pictures.ts';
import { captureWhole, openDesk } from './support/whole-page.ts';

const PLACES = (Object.keys(ODD_PLACES) as OddPlace[]).flatMap((place) =>
  STANDS.map((stand) => ({ name: `${place}, ${stand} the listing`, colour: colourOf(place, stand) })),
);

/** How many pixels of each colour all pictures of the screen have together. Each is scrolled to, because those far away are not there. */
const COUNT = `
  const [colours, wanted] = arguments;
  const key = (red, green, blue) => red * 65536 + green * 256 + blue;
  const counts = new Map(colours.map((colour) => [key(...colour), 0]));
  for (const frame of document.querySelectorAll('.evidence-image')) {
    frame.scrollIntoView();
    let image;
    do {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      image = frame.querySelector('img');
    } while (!image || !image.alt.includes(wanted));
    await image.decode();
    const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
    for (let at = 0; at < data.length; at += 4) {
      const seen = key(data[at], data[at + 1], data[at + 2]);
      const count = counts.get(seen);
      if (count !== undefined) counts.set(seen, count + 1);
    }
  }
  return JSON.stringify([...counts.values()]);`;

const SHOW = `
  const button = [...document.querySelectorAll('.evidence-bar button')].find((each) => each.textContent === arguments[0]);
  button?.click();
  return Boolean(button);`;

/** One browser that has captured the page and shows the capture. */
interface Desk {
  run: RunInPage;
  close: () => Promise<void>;
}

async function inChromium(): Promise<Desk> {
  const desk = await openDesk({});
  desk.practice.answer(ODD_PAGE, serveText('text/html; charset=utf-8', oddPage()));
  await captureWhole(desk.control, await desk.chromium.open(ODD_PAGE));
  const [capture] = await readTable<CaptureRow>(runIn(desk.control), 'captures');
  const viewer = await desk.chromium.extensionPage(`workspace.html#/evidence/${capture?.captureId}`);
  await viewer.bringToFront();
  return { run: runIn(viewer), close: desk.close };
}

async function inFirefox(): Promise<Desk> {
  const practice = await startPracticeSite();
  practice.answer(ODD_PAGE, serveText('text/html; charset=utf-8', oddPage()));
  const firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
  const run: RunInPage = (body, ...args) => firefox.evaluate(body, ...args);
  const desk = await firefox.openTab(firefox.extensionUrl('workspace.html'));
  const tab = await firefox.openTab(ODD_PAGE);
  await until('the listing to be recognised', async () =>
    /recognised|saved/.test(await firefox.actionTitle()),
  );
  await firefox.attendTo(tab);
  await firefox.pressCommand('capture-whole-page');
  await firefox.attendTo(desk);
  await until('the capture', async () => (await readTable<CaptureRow>(run, 'captures')).length > 0);
  const [capture] = await readTable<CaptureRow>(run, 'captures');
  await firefox.openTab(firefox.extensionUrl(`workspace.html#/evidence/${capture?.captureId}`));
  return {
    run,
    async close() {
      await firefox.close();
      await practice.close();
    },
  };
}

async function counted(
  { run }: Desk,
  show: string,
  alt: string,
  colours: readonly (readonly [number, number, number])[],
): Promise<number[]> {
  await until(`the choice "${show}"`, async () => (await run(SHOW, show)) === true);
  return JSON.parse(String(await run(COUNT, colours, alt))) as number[];
}

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
])('a page that says its viewer’s name in odd places, captured in %s', (_, open) => {
  const original = new Map<string, number>();
  const copy = new Map<string, number>();
  const proof = { original: 0, copy: 0 };
  let desk: Desk;

  beforeAll(async () => {
    desk = await open();
    const colours = [...PLACES.map(({ colour }) => colour), PROOF_COLOUR];
    const before = await counted(desk, 'As captured', 'as captured', colours);
    const after = await counted(desk, 'What may go out', 'as it may go out', colours);
    for (const [index, { name }] of PLACES.entries()) {
      original.set(name, before[index] ?? 0);
      copy.set(name, after[index] ?? 0);
    }
    proof.original = before.at(-1) ?? 0;
    proof.copy = after.at(-1) ?? 0;
  });
  afterAll(() => desk?.close());

  it('shows the title and the description in the copy', () => {
    expect(proof.original).toBeGreaterThan(10_000);
    expect(proof.copy).toBeGreaterThan(0.9 * proof.original);
  });

  it.each(PLACES.map(({ name }) => name))('shows nothing of the name in the copy: %s', (name) => {
    expect(original.get(name)).toBeGreaterThan(20);
    expect(copy.get(name)).toBe(0);
  });
});
