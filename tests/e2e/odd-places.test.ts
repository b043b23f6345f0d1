import { type ClaimDetail, claimDetail } from '@marketsafe/contract';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleSession, openConsole } from '../../scripts/support/console-session.ts';
import { type RunInPage, readTable, runIn } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { startPracticeSite } from '../../scripts/support/practice-site.ts';
import { press } from '../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import {
  ODD_PAGE,
  oddPage,
  oddPlaces,
  UNCERTAIN_PAGES,
  uncertainPage,
} from '../fixtures/viewers/odd-places.ts';
import { PLANTED_COLOUR, PLANTED_NAMES, PROOF_COLOUR } from '../fixtures/viewers/planted.ts';
import { readPdf } from '../server/read-pdf.ts';
import { plantedIn } from '../support/planted-bytes.ts';
import { captureFromToolbar, captureWholeFromToolbar, draftOf, openListing } from './support/clicks.ts';
import { finishReport, numberOf } from './support/desk.ts';
import { disclose } from './support/disclosed.ts';
import { rows } from './support/extension-data.ts';
import { serveText } from './support/listing-pictures.ts';
import { countColours } from './support/pictures.ts';
import { Stack } from './support/stack.ts';

/** How many pixels of each colour all pictures of the screen have together, and what their bytes say. Each is scrolled to, because those far away are not there. */
const COUNT = `
  const [colours, wanted, names] = arguments;
  const key = (red, green, blue) => red * 65536 + green * 256 + blue;
  const counts = new Map(colours.map((colour) => [key(...colour), 0]));
  const said = new Set();
  for (const frame of document.querySelectorAll('.evidence-image')) {
    frame.scrollIntoView();
    let image;
    do {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      image = frame.querySelector('img');
    } while (!image || !image.alt.includes(wanted));
    await image.decode();
    const blob = window.shownBlobs.get(image.src);
    if (!blob) throw new Error('nobody saw the bytes of ' + image.alt);
    const bytes = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    for (const name of names) if (bytes.includes(name)) said.add(name);
    const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
    for (let at = 0; at < data.length; at += 4) {
      const seen = key(data[at], data[at + 1], data[at + 2]);
      const count = counts.get(seen);
      if (count !== undefined) counts.set(seen, count + 1);
    }
  }
  return JSON.stringify({ counts: [...counts.values()], said: [...said] });`;

/** Presses a choice, and keeps the bytes of every picture that is shown from then on. */
const SHOW = `
  if (!window.shownBlobs) {
    window.shownBlobs = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const url = make.call(URL, blob);
      window.shownBlobs.set(url, blob);
      return url;
    };
  }
  const button = [...document.querySelectorAll('.evidence-bar button')].find((each) => each.textContent === arguments[0]);
  button?.click();
  return Boolean(button);`;

let stack: Stack;
let control: Page;
let session: ConsoleSession;
let folder: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder('odd-places');
  stack = await Stack.start();
  stack.practice.answer(ODD_PAGE, serveText('text/html; charset=utf-8', oddPage()));
  for (const url of UNCERTAIN_PAGES) {
    stack.practice.answer(url, serveText('text/html; charset=utf-8', uncertainPage(url)));
  }
  control = await stack.control();
  await stack.connect(control);
  if (!stack.server.demo) throw new Error('the demo program is missing');
  session = await openConsole({ url: stack.server.url, credentials: stack.server.demo });
});
afterAll(async () => {
  await stack?.close();
  if (folder) await removeFolder(folder);
});

const itemIdOf = (url: string) => /\d{16}/.exec(url)?.[0] ?? '';

/** The screen of a draft's first capture. */
async function viewerOf(url: string): Promise<Page> {
  const { evidence } = await draftOf(control, itemIdOf(url));
  const viewer = await stack.chromium.extensionPage(`workspace.html#/evidence/${evidence[0]?.captureId}`);
  await viewer.bringToFront();
  return viewer;
}

/** Finishes a draft as a person does and gives the claim as the program holds it. */
async function claimOf(url: string): Promise<ClaimDetail> {
  const draft = await draftOf(control, itemIdOf(url));
  await (await finishReport(stack, control, draft)).close();
  await numberOf(control, draft.draftId);
  return claimDetail.parse(await session.ask(`/v1/claims/${draft.draftId}`));
}

/** One browser that has captured the page and shows the capture. */
interface Desk {
  run: RunInPage;
  close: () => Promise<void>;
}

async function inChromium(): Promise<Desk> {
  const page = await openListing(stack, control, ODD_PAGE);
  await captureWholeFromToolbar(stack, page);
  await page.close();
  const viewer = await viewerOf(ODD_PAGE);
  return { run: runIn(viewer), close: () => viewer.close() };
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
): Promise<{ counts: number[]; said: string[] }> {
  await until(`the choice "${show}"`, async () => (await run(SHOW, show)) === true);
  return JSON.parse(String(await run(COUNT, colours, alt, PLANTED_NAMES))) as {
    counts: number[];
    said: string[];
  };
}

describe.each([['Chromium', inChromium] as const, ['Firefox', inFirefox] as const])(
  'a page that says its viewer’s name in odd places, captured in %s',
  (browser, open) => {
    const places = oddPlaces(browser);
    const original = new Map<string, number>();
    const copy = new Map<string, number>();
    const proof = { original: 0, copy: 0 };
    let said: string[] = [];
    let desk: Desk;

    beforeAll(async () => {
      desk = await open();
      const colours = [...places.map(({ colour }) => colour), PROOF_COLOUR];
      const after = await counted(desk, 'What may go out', 'as it may go out', colours);
      const before = await counted(desk, 'As captured', 'as captured', colours);
      for (const [index, { name }] of places.entries()) {
        original.set(name, before.counts[index] ?? 0);
        copy.set(name, after.counts[index] ?? 0);
      }
      proof.original = before.counts.at(-1) ?? 0;
      proof.copy = after.counts.at(-1) ?? 0;
      said = after.said;
    });
    afterAll(() => desk?.close());

    it('shows the title and the description in the copy', () => {
      expect(proof.original).toBeGreaterThan(10_000);
      expect(proof.copy).toBeGreaterThan(0.9 * proof.original);
    });

    it.each(places.map(({ name }) => name))('shows nothing of the name in the copy: %s', (name) => {
      expect(original.get(name)).toBeGreaterThan(20);
      expect(copy.get(name)).toBe(0);
    });

    it('says nothing of the viewer in the copies’ bytes', () => {
      expect(said).toEqual([]);
    });
  },
);

describe('what goes out of such a page', () => {
  it('says nothing of the viewer in any byte of the disclosure package and the disclosure report', async () => {
    const { claimId, evidence } = await claimOf(ODD_PAGE);
    const { parts, statement } = await disclose(session, claimId, folder);
    expect([...parts.keys()].filter((name) => name.endsWith('.png')).length).toBeGreaterThan(3);
    expect(new Set(statement.captures.flatMap(({ pictures }) => pictures.map(({ shows }) => shows)))).toEqual(
      new Set(['listing']),
    );
    for (const [name, bytes] of parts) expect([name, plantedIn(bytes, PLANTED_NAMES)]).toEqual([name, []]);
    // The page itself, which stays with the program, is full of it.
    const snapshot = evidence[0]?.files.find(({ method }) => method === 'snapshot');
    expect(
      plantedIn(await session.bytes(`/v1/blobs/${snapshot?.sha256}`), PLANTED_NAMES).length,
    ).toBeGreaterThan(5);
  });
});

describe('a page of which nothing is certain', () => {
  const [silent, shown] = UNCERTAIN_PAGES;

  async function captured(url: string): Promise<Page> {
    const page = await openListing(stack, control, url);
    expect(await captureFromToolbar(stack, page)).toMatch(/^Saved: screenshot/);
    await page.close();
    return viewerOf(url);
  }

  it('gives nothing that goes out by itself, and says so', async () => {
    const viewer = await captured(silent);
    await until('the warning', () => viewer.$('::-p-text(Nothing of this picture goes out by itself)'));
    await viewer.close();
    const { claimId, evidence } = await claimOf(silent);
    expect(evidence.flatMap(({ masked }) => masked)).toEqual([]);
    await expect(disclose(session, claimId, folder)).rejects.toThrow('capture-unmasked');
  });

  it('goes out as a whole once somebody has looked at it: recorded with who and when, and told to nobody outside', async () => {
    const viewer = await captured(shown);
    const [{ captureId = '' } = {}] = (await draftOf(control, itemIdOf(shown))).evidence;
    await press(viewer, 'Whole page without you');
    await until('the painted page', () => viewer.$('img[alt*="the whole page with you painted over"]'));
    await press(viewer, 'I have looked at every picture: let the whole page go out');
    await until('the release', () => viewer.$('::-p-text(Released on)'));
    const mask = (await rows(control, 'masks')).find((row) => row.captureId === captureId);
    await viewer.close();

    const { claimId, evidence, submittedBy } = await claimOf(shown);
    const [copy] = evidence.flatMap(({ masked }) => masked);
    if (!copy || !mask?.release) throw new Error('nothing was released');
    expect(copy).toMatchObject({ shows: 'page', released: mask.release });
    expect(mask.release.by.userId).toBe(submittedBy.userId);

    const { parts, statement, report } = await disclose(session, claimId, folder);
    expect(statement.captures).toMatchObject([{ pictures: [{ shows: 'page' }] }]);
    expect(report).toContain('whole page');
    const [, picture] = [...parts].find(([name]) => name.endsWith('.png')) ?? [];
    if (!picture) throw new Error('no picture went out');
    const [viewed, ground] = await countColours(control, picture, [PLANTED_COLOUR, [255, 255, 255]]);
    expect(viewed).toBe(0);
    expect(ground).toBeGreaterThan(10_000);
    const secrets = [...PLANTED_NAMES, mask.release.by.userId, mask.release.at];
    for (const [name, bytes] of parts) expect([name, plantedIn(bytes, secrets)]).toEqual([name, []]);

    const custody = (await readPdf(await session.bytes(`/v1/claims/${claimId}/reports/evidence`))).joined;
    expect(custody).toContain(`${submittedBy.name} looked at the whole page`.replaceAll(' ', ''));
  });
});
