import type { PageArea } from '@marketsafe/contract';
import type { BlobStore } from '../../blobs/store.ts';
import { chinese, english, given } from '../pdf/blocks.ts';
import { figure, grid, instead, TALLEST } from '../pdf/figures.ts';
import type { Span } from '../pdf/lines.ts';
import { ALARM, HASH, SMALL, STRONG } from '../pdf/look.ts';
import { type Drawable, type NotDrawn, readPicture, UndecodablePicture } from '../pdf/pictures.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { CheckedFile } from '../source/check-files.ts';
import { METHOD_NAMES } from '../words/names.ts';
import type { Words } from '../words/types.ts';

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
  return { checked, name, what: METHOD_NAMES[method], area, alarming: method === 'rendered' };
}

const REASONS: Readonly<Record<NotDrawn | 'missing' | 'differs', Words>> = {
  missing: {
    en: 'This picture is not drawn: the file is missing from the store.',
    zh: '未显示此图片：存储中缺少该文件。',
  },
  differs: {
    en: 'This picture is not drawn: what is stored does not have the hash in the record.',
    zh: '未显示此图片：存储内容与记录中的哈希值不一致。',
  },
  unreadable: {
    en: 'This picture is not drawn: the file could not be read as a picture. It is kept under its hash.',
    zh: '未显示此图片：文件无法作为图片读取，原文件仍按其哈希值保存。',
  },
  'too-large': {
    en: 'This picture is not drawn: it is too large to be printed. It is kept under its hash.',
    zh: '未显示此图片：图片过大，无法打印，原文件仍按其哈希值保存。',
  },
};

const px = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
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
function place(area: PageArea | undefined): string {
  if (!area) return '';
  const across = area.x > 0 ? `, x ${px.format(area.x)}–${px.format(area.x + area.width)}` : '';
  return ` · y ${px.format(area.y)}–${px.format(area.y + area.height)} px${across}`;
}

function scaleText(picture: Drawable): string {
  const { width, height, scale } = picture;
  const size = `${px.format(width)} × ${px.format(height)} px`;
  return scale === 1 ? size : `${size}, drawn at ${Math.round(scale * 100)} % 按比例缩小`;
}

function captionOf(
  { checked: { file }, name, what, area, alarming }: Shown,
  picture: Drawable,
  part: number,
): Span[] {
  const style = alarming ? { ...STRONG, size: 8, color: ALARM } : NOTE;
  const { count, cut } = picture;
  const parts = count > 1 ? ` · part ${part + 1} of ${count} 第 ${part + 1}/${count} 部分` : '';
  const end = cut && part === count - 1 ? ' · the rest is not printed 其余部分未打印' : '';
  return [
    given(`${name}  `, { ...NOTE, bold: true }),
    given(`${what.en} `, style),
    given(what.zh, style),
    given(`${place(area)} · ${scaleText(picture)}${parts}${end}`, SMALL),
    english(`\nSHA-256 ${file.sha256}`, HASH),
  ];
}

/** Draws pictures one after another over the page's width. A picture that is not there or is none is said to be so. */
export async function pictures(
  sheet: Sheet,
  { store, organisationId }: { store: BlobStore; organisationId: string },
  shown: readonly Shown[],
): Promise<void> {
  for (const one of shown) {
    const { file, comparison } = one.checked;
    const bytes = comparison === 'matches' ? await store.read(organisationId, file.sha256) : null;
    if (!bytes) {
      instead(sheet, notDrawn(one.name, file, comparison === 'differs' ? 'differs' : 'missing'));
      continue;
    }
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
}

/** The listing's own pictures, small. */
export async function thumbnails(
  sheet: Sheet,
  { store, organisationId }: { store: BlobStore; organisationId: string },
  shown: readonly Pick<Shown, 'checked' | 'name'>[],
): Promise<void> {
  await grid(
    sheet,
    shown.map(({ checked: { file, comparison }, name }) => ({
      name,
      read: async () => (comparison === 'matches' ? store.read(organisationId, file.sha256) : null),
      instead: [
        english('not readable or missing ', { ...SMALL, color: ALARM }),
        chinese('无法读取或缺失', { ...SMALL, color: ALARM }),
      ],
    })),
  );
}
