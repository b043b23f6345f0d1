import { createHash } from 'node:crypto';
import type { CaptureManifest, EvidenceFile } from '@marketsafe/contract';
import { expect } from 'vitest';
import { type RunInPage, readBlob, readTable } from '../../../scripts/support/extension-database.ts';
import type { CaptureRow } from '../../../utils/database/capture-rows.ts';
import { slicesOf, wrongPreviewRows, wrongRows } from './long-page.ts';
import { pictureColumns } from './picture-columns.ts';

/** Record of the newest capture on this device. */
export async function newestCapture(run: RunInPage): Promise<CaptureManifest> {
  const captures = await readTable<CaptureRow>(run, 'captures');
  const newest = captures.reduce<CaptureRow | undefined>(
    (best, row) => (row.manifest.device.sequence > (best?.manifest.device.sequence ?? 0) ? row : best),
    undefined,
  );
  if (!newest) throw new Error('there is no capture');
  return newest.manifest;
}

/** Files of a record whose bytes on the device are not what it says of them: must be none. */
async function brokenFiles(run: RunInPage, files: readonly EvidenceFile[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { path, sha256, bytes } of files) {
    const stored = await readBlob(run, sha256);
    const hash = stored && createHash('sha256').update(stored).digest('hex');
    if (hash !== sha256 || stored?.length !== bytes) broken.push(path);
  }
  return broken;
}

/** What lies over the cells, as rows of the page in CSS pixels, by column (0 left edge, 1 right edge) and slice. */
export type Covering = (share: number, slice: number) => readonly [from: number, to: number][];

/**
 * Proves the pictures of a record against the page's known pixels: each shows the part of the page that the record says, together
 * they cover it from the top without a gap as far as the record says, the preview shows the same, and every hash is its file's.
 */
export async function provePictures(
  run: RunInPage,
  manifest: CaptureManifest,
  { shares = [0.17, 0.36], covering = () => [] }: { shares?: readonly number[]; covering?: Covering } = {},
): Promise<void> {
  const slices = slicesOf(manifest.files);
  let bottom = 0;
  for (const [index, { path, sha256, area }] of slices.entries()) {
    const columns = await pictureColumns(run, sha256, shares);
    for (const [at, column] of columns.entries()) {
      const { devicePixelRatio } = manifest.env;
      // A zoomed window's size is a whole number of CSS pixels only by rounding.
      expect(Math.abs(column.height - area.height * devicePixelRatio)).toBeLessThanOrEqual(devicePixelRatio);
      expect(Math.abs(column.width - area.width * devicePixelRatio)).toBeLessThanOrEqual(devicePixelRatio);
      const wrong = wrongRows(column, area, covering(shares[at] ?? 0, index));
      expect({ path, wrong: wrong.slice(0, 5), of: wrong.length }).toEqual({ path, wrong: [], of: 0 });
    }
    expect(area.y).toBeLessThanOrEqual(bottom);
    bottom = Math.max(bottom, area.y + area.height);
  }
  expect(
    Math.abs(manifest.page.covered.height - Math.min(bottom, manifest.page.covered.of)),
  ).toBeLessThanOrEqual(1);
  const preview = manifest.files.find(({ method }) => method === 'stitched');
  if (slices.length > 1) {
    expect(preview?.derivedFrom).toEqual(slices.map(({ sha256 }) => sha256));
    const [column] = await pictureColumns(run, preview?.sha256 ?? '', shares.slice(0, 1));
    if (!column || !preview?.area) throw new Error('the preview cannot be read');
    const wrong = wrongPreviewRows(
      column,
      preview.area,
      manifest.page.covered.of,
      covering(shares[0] ?? 0, 0),
    );
    expect({ wrong: wrong.slice(0, 5), of: wrong.length }).toEqual({ wrong: [], of: 0 });
  }
  expect(await brokenFiles(run, manifest.files)).toEqual([]);
}
