import type { EvidenceFile } from '@marketsafe/contract';

const PLACES = new Intl.DisplayNames('en', { type: 'region' });

/** Name of a place of registration: ISO 3166-1 alpha-2, or the offices' `EM` for the European Union. */
export function placeName(code: string): string {
  return PLACES.of(code === 'EM' ? 'EU' : code) ?? code;
}

/** How a file of a capture came to be, in words that never let a rendering pass for a screenshot. */
export const METHOD_NAMES: Readonly<Record<EvidenceFile['method'], string>> = {
  pixels: 'Screenshot',
  rendered: 'Rendered by the extension, not a screenshot',
  snapshot: 'Saved page',
  fetched: 'Picture of the listing',
  recorded: 'What the server answered',
  stitched: 'Screenshots put together',
  painted: 'Copy with the viewer painted over',
};

/** What a file is for. */
export const ROLE_NAMES: Readonly<Record<EvidenceFile['role'], string>> = {
  evidentiary: 'Evidence',
  working: 'Working copy',
  derived: 'Made from evidence',
};
