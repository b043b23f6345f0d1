import { PAGE_KINDS, type PageKind, WALLS, type Wall } from '@marketsafe/contract';

/** What the `page_type` column says a file is. */
export interface PageType {
  kind: PageKind;
  wall: Wall | undefined;
  /** A page, or only its state or the answer to its data request, as JSON. */
  form: 'page' | 'state';
}

/** `listing`, `search`, `store`, `none`, `wall:captcha` …, `state-listing` …; nothing for any other text. */
export function parsePageType(text: string): PageType | undefined {
  const form = text.startsWith('state-') ? 'state' : 'page';
  const [name, wallName, ...rest] = text.replace(/^state-/, '').split(':');
  const kind = PAGE_KINDS.find((candidate) => candidate === name);
  const wall = WALLS.find((candidate) => candidate === wallName);
  if (!kind || rest.length > 0 || (kind === 'wall') !== (wall !== undefined)) return undefined;
  return wallName !== undefined && wall === undefined ? undefined : { kind, wall, form };
}
