import { attribute, attributeNames, elementById, queryAll, textOf } from '../../page/natives.ts';

/** How much of a picture that an address holds is read, in characters: a longer one counts as unreadable. */
const LONGEST = 200_000;
/** No name is drawn in a picture of fewer characters of base64: grounds, dots and what stands in for a picture that is still to come. */
const TINY = 400;
/** How many drawings may stand in one another. */
const DEEPEST = 4;
const WRITTEN = /^data:(?:image\/svg|text\/|application\/xhtml)/i;
const URLS = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^"')]*))\s*\)/g;
/** Grounds that the browser draws of what stands elsewhere, or by a program. */
const ELSEWHERE = /(?:^|[\s,(])(?:-moz-)?(?:element|paint)\(/;

/** What can be told of a picture from its address: the words in it, or that nobody can read it. */
export interface PictureText {
  text: string;
  isUnreadable: boolean;
}

const NOTHING: PictureText = { text: '', isUnreadable: false };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Markup as it is read: what stands between its tags, with and without them, and letters that are written as numbers. */
function readable(markup: string): string {
  const plain = markup
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/giu, (_, hex: string | undefined, number = '') =>
      String.fromCodePoint(Math.min(hex ? Number.parseInt(hex, 16) : Number(number), 0x10ffff)),
    )
    .replace(/&(?:nbsp|shy|zwj|zwnj);/g, ' ');
  return `${plain} ${plain.replace(/<[^>]*>/g, '')}`;
}

/** What a picture's own address holds. The address of another file is read as words, too: it may name whoever it was made for. */
export function pictureText(address: string): PictureText {
  if (address === '') return NOTHING;
  if (/^blob:/i.test(address)) return { text: '', isUnreadable: true };
  if (!/^data:/i.test(address)) return { text: decoded(address.replaceAll('+', ' ')), isUnreadable: false };
  const comma = address.indexOf(',');
  const body = address.slice(comma + 1);
  if (!WRITTEN.test(address)) return { text: '', isUnreadable: body.length > TINY };
  if (body.length > LONGEST) return { text: '', isUnreadable: true };
  if (!/;\s*base64$/i.test(address.slice(0, comma)))
    return { text: readable(decoded(body)), isUnreadable: false };
  try {
    const bytes = Uint8Array.from(atob(decoded(body)), (letter) => letter.charCodeAt(0));
    return { text: readable(new TextDecoder().decode(bytes)), isUnreadable: false };
  } catch {
    return { text: '', isUnreadable: true };
  }
}

/** What another part of this page says that is drawn here, with what is drawn in that. */
export function referredText(near: Element, id: string, depth = 0): string {
  const target = elementById(near, id);
  if (!target) return '';
  const within = [target, ...queryAll(target, '*')];
  const names = within.flatMap((element) =>
    attributeNames(element).map((name) => attribute(element, name) ?? ''),
  );
  const deeper = names
    .filter((value) => value.startsWith('#') && depth < DEEPEST)
    .map((value) => referredText(near, value.slice(1), depth + 1));
  const pictures = names.filter((value) => value.startsWith('data:')).map((value) => pictureText(value).text);
  return [textOf(target) ?? '', ...deeper, ...pictures].join(' ');
}

/** What is drawn by a property of a style that may name pictures, drawings of this page, or other pages' parts. */
export function picturesIn(written: string, near: Element): PictureText {
  if (written === '' || written === 'none') return NOTHING;
  let isUnreadable = ELSEWHERE.test(written);
  const texts = [...written.matchAll(URLS)].map(([, double, single, plain]) => {
    const address = (double ?? single ?? plain ?? '').replace(/\\(.)/g, '$1').trim();
    if (address.startsWith('#')) return referredText(near, address.slice(1));
    const picture = pictureText(address);
    isUnreadable ||= picture.isUnreadable;
    return picture.text;
  });
  return { text: texts.join(' '), isUnreadable };
}
