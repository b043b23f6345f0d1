import { type FaceName, type Faces, faceFor, type Script } from './faces.ts';
import { visiblePieces } from './visible.ts';

/** How text looks; sizes in points. */
export interface Style {
  size: number;
  color: string;
  bold?: boolean;
}

/** Text in one style. `script` says whose glyphs come first. */
export interface Span extends Style {
  text: string;
  script: Script;
}

/** What is drawn in one go. */
export interface Run {
  text: string;
  face: FaceName;
  size: number;
  color: string;
  width: number;
}
export interface Line {
  runs: Run[];
  width: number;
}

/** Width of a text in points. */
export type Measure = (face: FaceName, size: number, text: string) => number;

/** Tools for breaking text into lines. */
export interface Setting {
  faces: Faces;
  measure: Measure;
}

/** What stands for a character that is not drawn. */
const CODE_COLOR = '#8a5a00';

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
/** Not at the beginning of a line, not at its end (JLREQ and CLREQ, the common part). */
const NOT_FIRST = /^[,.;:!?)\]}%，。、；：！？）》」』】〕〉”’％·…—～々]/u;
const NOT_LAST = /[([{（《「『【〔〈“‘]$/u;
/** Addresses and paths may break after these. */
const JOINT = /[/?&=,;]$/;
/** As wide as a character in a Chinese face; among Latin letters the Latin face's are meant. */
const OF_BOTH = /^[’‘“”…—–·]$/u;

/** A grapheme with its face and looks. */
interface Cluster {
  text: string;
  face: FaceName;
  size: number;
  color: string;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Breaks text into lines of a width: between words, between Chinese characters except where punctuation forbids it, after the joints of
 * addresses, and anywhere in a word that is wider than the line.
 */
export function breakLines(setting: Setting, spans: readonly Span[], width: number): Line[] {
  const lines: Line[] = [];
  for (const paragraph of paragraphsOf(setting.faces, spans)) fill(setting, paragraph, width, lines);
  return lines;
}

function paragraphsOf(faces: Faces, spans: readonly Span[]): Cluster[][] {
  const paragraphs: Cluster[][] = [[]];
  for (const span of spans) {
    const { size, color, script, bold = false } = span;
    const face = (codePoint: number, like: Script = script) =>
      faceFor(faces, codePoint, { script: like, bold });
    for (const { text, code } of visiblePieces(span.text, (point) => face(point) !== undefined)) {
      for (const { segment, index } of graphemes.segment(text)) {
        if (segment === '\n') {
          paragraphs.push([]);
          continue;
        }
        // A grapheme of several code points is drawn by the face of each: marks of the other face stand beside their letter.
        const beside = `${text[index - 1] ?? ''}${text[index + segment.length] ?? ''}`;
        const like = OF_BOTH.test(segment) && !WIDE.test(beside) ? 'latin' : script;
        for (const part of partsOf(segment, (point) => face(point, like))) {
          paragraphs.at(-1)?.push({ ...part, size, color: code ? CODE_COLOR : color });
        }
      }
    }
  }
  return paragraphs;
}

function partsOf(
  segment: string,
  faceOf: (codePoint: number) => FaceName | undefined,
): Pick<Cluster, 'text' | 'face'>[] {
  const parts: Pick<Cluster, 'text' | 'face'>[] = [];
  for (const character of segment) {
    const face = faceOf(character.codePointAt(0) ?? 0) ?? 'latin';
    const last = parts.at(-1);
    if (last?.face === face) last.text += character;
    else parts.push({ text: character, face });
  }
  return parts;
}

function mayBreak(before: string, after: string): boolean {
  if (after === ' ') return false;
  if (before === ' ') return true;
  if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return false;
  if (before === '/' && after === '/') return false;
  // Neither dates nor numbers of parts break at their hyphens.
  if (before === '-') return !/^\d/.test(after);
  return WIDE.test(before) || WIDE.test(after) || JOINT.test(before);
}

function tokensOf(clusters: readonly Cluster[]): Cluster[][] {
  const tokens: Cluster[][] = [];
  for (const [index, cluster] of clusters.entries()) {
    const before = clusters[index - 1];
    if (before && !mayBreak(before.text, cluster.text)) tokens.at(-1)?.push(cluster);
    else tokens.push([cluster]);
  }
  return tokens;
}

function runsOf(measure: Measure, clusters: readonly Cluster[]): Run[] {
  const runs: Run[] = [];
  for (const { text, face, size, color } of clusters) {
    const last = runs.at(-1);
    if (last?.face === face && last.size === size && last.color === color) last.text += text;
    else runs.push({ text, face, size, color, width: 0 });
  }
  for (const run of runs) run.width = measure(run.face, run.size, run.text);
  return runs;
}

const widthOf = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + run.width, 0);

/** Without the spaces at its end, which may stand over the edge. */
function trimmed(clusters: readonly Cluster[]): readonly Cluster[] {
  let end = clusters.length;
  while (end > 0 && clusters[end - 1]?.text === ' ') end -= 1;
  return clusters.slice(0, end);
}

function fill({ measure }: Setting, clusters: readonly Cluster[], width: number, lines: Line[]): void {
  let current: Cluster[] = [];
  let used = 0;
  const end = () => {
    const runs = runsOf(measure, trimmed(current));
    lines.push({ runs, width: widthOf(runs) });
    current = [];
    used = 0;
  };
  const add = (token: readonly Cluster[], wide: number) => {
    current.push(...token);
    used += wide;
  };
  for (const token of tokensOf(clusters)) {
    const whole = widthOf(runsOf(measure, token));
    const needed = widthOf(runsOf(measure, trimmed(token)));
    if (used > 0 && used + needed > width) end();
    if (needed <= width) {
      add(token, whole);
      continue;
    }
    for (const cluster of token) {
      const wide = widthOf(runsOf(measure, [cluster]));
      if (used > 0 && used + wide > width) end();
      add([cluster], wide);
    }
  }
  end();
}
