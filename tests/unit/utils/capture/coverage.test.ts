import { type ClippedPart, captureManifest, type EvidenceFile } from '@marketsafe/contract';
import { coverageSentences } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { type CaptureEnd, manifestOf } from '../../../../utils/capture/build-capture.ts';
import type { Moment } from '../../../../utils/capture/moment.ts';
import { CONTEXT, takenOfListing } from '../../support/captured-listing.ts';

const PROVENANCE = {
  device: { deviceId: '0190a0a0-0000-7000-8000-000000000001', sequence: 1, previous: null },
  ...{ operator: null, skew: null, notBefore: null },
};

function slice(y: number, height: number): EvidenceFile {
  const about = { type: 'image/png', role: 'evidentiary', method: 'pixels' } as const;
  return {
    ...about,
    path: `slice-${y}.png`,
    sha256: 'a'.repeat(64),
    bytes: 1,
    area: { x: 0, y, width: 1_280, height },
  };
}

/** What the record of a whole page of 4,000 px says, and in what words. */
async function said(page: Partial<Moment['page']>, end: Partial<CaptureEnd> = {}) {
  const { moment } = await takenOfListing({ captureId: '0190a0a0-0000-7000-8000-000000000002' });
  const manifest = captureManifest.parse(
    manifestOf(
      CONTEXT,
      { ...moment, page: { ...moment.page, ...page } },
      {
        ...{ profile: 'full', endedAt: moment.startedAt + 9_000, monotonicMs: 9_000 },
        ...{ slices: [slice(800, 3_200)], pageHeight: 4_000, clipped: [], limitations: [], ...end },
      },
      PROVENANCE,
    ),
  );
  return { manifest, sentences: coverageSentences(manifest, 'en').join(' ') };
}

const PART: ClippedPart = {
  area: { x: 100, y: 900, width: 600, height: 400 },
  of: { width: 600, height: 2_000 },
};

it('the whole page is said where nothing of it is missing', async () => {
  const { manifest, sentences } = await said({});
  expect(sentences).toContain('cover the whole page, 4,000 px');
  expect(manifest.limitations).not.toEqual(expect.arrayContaining(['content-clipped']));
});

it.each<[string, Partial<Moment['page']>, Partial<CaptureEnd>]>([
  ['was seen at the moment', { clipped: [PART] }, {}],
  ['was seen at the end', {}, { clipped: [PART] }],
])('nor where a part of it holds more, which %s', async (_, page, end) => {
  const { manifest, sentences } = await said(page, end);
  expect(manifest.page.clipped).toEqual([PART]);
  expect(manifest.limitations).toContain('content-clipped');
  expect(sentences).not.toContain('whole page');
  expect(sentences).toContain('600 × 400 px at 100, 900 holds more than it showed, 600 × 2,000 px');
});

it('nor where nobody can tell what a part holds', async () => {
  const { manifest, sentences } = await said({ clipped: [{ ...PART, of: null }] });
  expect(manifest.limitations).toContain('content-clipped');
  expect(sentences).not.toContain('whole page');
  expect(sentences).toContain(
    'Whether a part of 600 × 400 px at 100, 900 holds more than it showed is not known',
  );
});

it('nor where the page is wider than the pictures', async () => {
  const { manifest, sentences } = await said({ width: 2_400 });
  expect(manifest.limitations).toContain('width-cut');
  expect(sentences).not.toContain('whole page');
});

it('nor where the pictures end above its end, or leave a gap', async () => {
  for (const slices of [[slice(800, 3_000)], [slice(1_000, 3_000)]]) {
    const { manifest, sentences } = await said({}, { slices });
    expect(manifest.page.covered.height).toBeLessThan(4_000);
    expect(sentences).not.toContain('whole page');
  }
});

it('a part that stands in no picture is not told of', async () => {
  const { manifest } = await said({ clipped: [{ ...PART, area: { ...PART.area, y: 9_000 } }] });
  expect(manifest.page).not.toHaveProperty('clipped');
});
