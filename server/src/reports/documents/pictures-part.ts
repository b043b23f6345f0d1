import type { PageArea } from '@marketsafe/contract';
import { formatNumber, m, methodName } from '@marketsafe/words';
import type { BlobStore } from '../../blobs/store.ts';
import { chinese, english, given } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { figure, grid, instead, TALLEST } from '../pdf/figures.ts';
import type { Span } from '../pdf/lines.ts';
import { ALARM, HASH, SMALL, STRONG } from '../pdf/look.ts';
import {
  type DecodingWatch,
  type Drawable,
  type NotDrawn,
  readPicture,
  UndecodablePicture,
} from '../pdf/pictures.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { CheckedFile } from '../source/check-files.ts';

/** A picture that a document shows, under the name it has there. */
export interface Shown {
  checked: CheckedFile<{ sha256: string }>;
  name: string;
  /** How it came to be. */
  what: Words;
  /** What part of the page it shows. */
  area?: PageArea | undefined;
  /** It must not pass for a screenshot. */
  alarming?: boolean;
}

/** A picture of a capture. */
export function capturedPicture(checked: CheckedFile, name: string): Shown {
  const { area, method } = checked.file;
  return {
    checked,
    name,
    what: both((language) => methodName(method, language)),
    area,
    alarming: method === 'rendered',
  };
}

const REASONS: Readonly<Record<NotDrawn | 'missing' | 'differs', Words>> = {
  missing: said(m.documents_not_drawn_missing),
  differs: said(m.documents_not_drawn_differs),
  unreadable: said(m.documents_not_drawn_unreadable),
  'too-large': said(m.documents_not_drawn_too_large),
};

const px = (length: number) => formatNumber(length, 0, 'en');
const NOTE = { ...SMALL, color: '#1b1b1b' };

function notDrawn(name: string, file: { sha256: string }, why: keyof typeof REASONS): Span[] {
  const { en, zh } = REASONS[why];
  const style = { ...SMALL, color: ALARM };
  return [
    given(`${name}  `, { ...NOTE, bold: true }),
    english(`${en} `, style),
    chinese(`${zh}\n`, style),
    english(`SHA-256 ${file.sha256}`, HASH),
  ];
}

/** Part of the page that a picture shows, in CSS pixels from its top. */
function areaText(area: PageArea | undefined): string {
  if (!area) return '';
  const across = area.x > 0 ? `, x ${px(area.x)}–${px(area.x + area.width)}` : '';
  return ` · y ${px(area.y)}–${px(area.y + area.height)} px${across}`;
}

function scaleText(picture: Drawable): string {
  const { width, height, scale } = picture;
  const size = `${px(width)} × ${px(height)} px`;
  return scale === 1
    ? size
    : `${size}, ${beside(both((locale) => m.documents_scaled({ percent: Math.round(scale * 100) }, { locale })))}`;
}

function captionOf(
  { checked: { file }, name, what, area, alarming }: Shown,
  picture: Drawable,
  part: number,
): Span[] {
  const style = alarming ? { ...STRONG, size: 8, color: ALARM } : NOTE;
  const { count, cut } = picture;
  const parts =
    count > 1
      ? ` · ${beside(both((locale) => m.documents_part({ part: part + 1, count }, { locale })))}`
      : '';
  const end = cut && part === count - 1 ? ` · ${beside(said(m.documents_rest_not_printed))}` : '';
  return [
    given(`${name}  `, { ...NOTE, bold: true }),
    given(`${what.en} `, style),
    given(what.zh, style),
    given(`${areaText(area)} · ${scaleText(picture)}${parts}${end}`, SMALL),
    english(`\nSHA-256 ${file.sha256}`, HASH),
  ];
}

/** Draws pictures one after another over the page's width. A picture that is not there or is none is said to be so. */
export async function pictures(
  sheet: Sheet,
  {
    store,
    organisationId,
    watch,
  }: { store: BlobStore; organisationId: string; watch?: DecodingWatch | undefined },
  shown: readonly Shown[],
): Promise<void> {
  for (const one of shown) {
    const { file, comparison } = one.checked;
    const bytes = comparison === 'matches' ? await store.read(organisationId, file.sha256) : null;
    if (!bytes) {
      instead(sheet, notDrawn(one.name, file, comparison === 'differs' ? 'differs' : 'missing'));
      continue;
    }
    if (watch?.skipped.has(file.sha256)) {
      instead(sheet, notDrawn(one.name, file, 'too-large'));
      continue;
    }
    watch?.decoding(file.sha256);
    const picture = await readPicture(bytes, TALLEST);
    if (typeof picture === 'string') {
      instead(sheet, notDrawn(one.name, file, picture));
      continue;
    }
    try {
      await figure(sheet, picture, {
        caption: (part) => captionOf(one, picture, part),
        alarming: one.alarming === true,
      });
    } catch (error) {
      if (!(error instanceof UndecodablePicture)) throw error;
      instead(sheet, notDrawn(one.name, file, 'unreadable'));
    }
  }
  watch?.decoding(null);
}

/** The listing's own pictures, small. */
export async function thumbnails(
  sheet: Sheet,
  {
    store,
    organisationId,
    watch,
  }: { store: BlobStore; organisationId: string; watch?: DecodingWatch | undefined },
  shown: readonly Pick<Shown, 'checked' | 'name'>[],
): Promise<void> {
  const missing = said(m.documents_tile_missing);
  await grid(
    sheet,
    shown.map(({ checked: { file, comparison }, name }) => ({
      name,
      read: async () => {
        if (comparison !== 'matches' || watch?.skipped.has(file.sha256)) return null;
        watch?.decoding(file.sha256);
        return store.read(organisationId, file.sha256);
      },
      instead: [
        english(`${missing.en} `, { ...SMALL, color: ALARM }),
        chinese(missing.zh, { ...SMALL, color: ALARM }),
      ],
    })),
  );
  watch?.decoding(null);
}
