import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

/** The faces that documents are set in. English is set in `latin`, Chinese in `han`; each helps the other out. */
export type FaceName = 'latin' | 'latin-bold' | 'han' | 'han-bold';

/** One face: its file, and the code points that it can draw. */
interface Face {
  bytes: Buffer;
  covers: ReadonlySet<number>;
}
export type Faces = Readonly<Record<FaceName, Face>>;

/** Whose glyphs come first: in a Chinese face quotation marks and dashes are as wide as a character. */
export type Script = 'latin' | 'han';

const files = createRequire(import.meta.url);

async function load(path: string): Promise<Face> {
  const bytes = await readFile(path);
  const font = create(bytes);
  if (!('characterSet' in font)) throw new Error(`${path} holds more than one face`);
  return { bytes, covers: new Set(font.characterSet) };
}

async function loadAll(): Promise<Faces> {
  const [latin, latinBold, han, hanBold] = await Promise.all([
    load(files.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
    load(files.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
    load(files.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')),
    load(files.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')),
  ]);
  return { latin, 'latin-bold': latinBold, han, 'han-bold': hanBold };
}

let loading: Promise<Faces> | undefined;

/** The faces' files, read with the first document and kept: 22 MB. */
export function loadFaces(): Promise<Faces> {
  loading ??= loadAll().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The face that draws a code point, or undefined where none does. */
export function faceFor(
  faces: Faces,
  codePoint: number,
  { script, bold }: { script: Script; bold: boolean },
): FaceName | undefined {
  const order: readonly FaceName[] = bold ? ['latin-bold', 'han-bold'] : ['latin', 'han'];
  const names = script === 'han' ? order.toReversed() : order;
  return names.find((name) => faces[name].covers.has(codePoint));
}

/** What a text is set in that comes from a page and says nothing of its language. */
export function scriptOf(text: string): Script {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'han' : 'latin';
}
