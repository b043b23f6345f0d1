import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBlob, readTable } from '../../scripts/support/extension-database.ts';
import { Firefox } from '../../scripts/support/firefox.ts';
import { FIREFOX_BUILD } from '../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../scripts/support/practice-site.ts';
import { until } from '../../scripts/support/until.ts';
import type { CaptureRow } from '../../utils/database/capture-rows.ts';
import {
  type Asked,
  distance,
  drawPicture,
  LISTING,
  listingPage,
  servePicture,
  serveText,
} from './support/listing-pictures.ts';
import { newestCapture } from './support/prove-pictures.ts';

const HOST = 'https://ae01.alicdn.com/kf';
const SHOWN = `${HOST}/shown.jpg_640x640.jpg`;
const RE_ENCODED = `${HOST}/again.webp`;
const OTHER = `${HOST}/other.png`;

let practice: PracticeSite;
let firefox: Firefox;
let desk: string;

const run = (body: string, ...args: unknown[]) => firefox.evaluate(body, ...args);

beforeAll(async () => {
  practice = await startPracticeSite();
  firefox = await Firefox.launch({ extensionDir: FIREFOX_BUILD, practice });
  desk = await firefox.openTab(firefox.extensionUrl('workspace.html'));
});
afterAll(async () => {
  await firefox?.close();
  await practice?.close();
});

describe('the listing’s own pictures in Firefox', () => {
  it('are the bytes that were served, found again where they were re-encoded, asked for without cookies or a name of ours', async () => {
    const asked: Asked[] = [];
    const [first, again] = await drawPicture(run, 7, [
      { type: 'image/jpeg', quality: 0.9, size: 640 },
      { type: 'image/webp', quality: 0.4, size: 300 },
    ]);
    const [other] = await drawPicture(run, 99, [{ type: 'image/png', quality: 1, size: 400 }]);
    const served = new Map([
      [SHOWN, first],
      [RE_ENCODED, again],
      [OTHER, other],
    ]);
    for (const [url, bytes] of served) servePicture(practice, url, 'image/jpeg', bytes ?? Buffer.of(), asked);
    practice.answer(
      LISTING,
      serveText('text/html', listingPage([`${HOST}/shown.jpg`, RE_ENCODED, OTHER], [SHOWN])),
    );
    const tab = await firefox.openTab(LISTING);
    await until('the listing to be recognised', async () =>
      /recognised|saved/.test(await firefox.actionTitle()),
    );
    await until('the picture to be shown', async () => asked.length > 0);
    await firefox.attendTo(tab);
    await firefox.pressCommand('capture-whole-page');
    await firefox.attendTo(desk);
    await until('the capture', async () => (await readTable<CaptureRow>(run, 'captures')).length > 0);
    const { files, limitations } = await newestCapture(run);
    const fetched = files.filter(({ method }) => method === 'fetched');
    expect(fetched.map(({ path, url }) => [path, url])).toEqual([
      ['picture-01.jpg', SHOWN],
      ['picture-02.webp', RE_ENCODED],
      ['picture-03.png', OTHER],
    ]);
    for (const { sha256, url } of fetched) {
      expect((await readBlob(run, sha256))?.equals(served.get(url ?? '') ?? Buffer.of())).toBe(true);
    }
    const [one, same, different] = fetched.map(({ perceptualHash }) => perceptualHash);
    expect(distance(one, same)).toBeLessThanOrEqual(6);
    expect(distance(one, different)).toBeGreaterThan(16);
    expect(limitations).not.toContain('listing-images-missing');
    expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toMatch(/extension|cookie/i);
  });
});
