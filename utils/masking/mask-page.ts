import {
  attribute,
  attributeNames,
  documentElementOf,
  outerHtmlOf,
  queryAll,
  remove,
  setAttribute,
} from '../page/natives.ts';
import { viewerPattern, withoutViewer } from './viewer-texts.ts';

/**
 * A copy of a stored page without the elements that show the viewer and without the texts that name them, wherever these stand.
 * Throws an Error where a text is still in it: such a copy must not be kept.
 * @param signs selector of the viewer's elements
 */
export function maskPage(html: string, signs: string, texts: readonly string[]): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const root = documentElementOf(page);
  if (!root) throw new Error('the stored page is empty');
  for (const element of queryAll(root, signs)) if (element !== root) remove(element);
  const pattern = viewerPattern(texts);
  for (const element of [root, ...queryAll(root, '*')]) {
    for (const name of attributeNames(element)) {
      const value = attribute(element, name) ?? '';
      const cleaned = withoutViewer(value, pattern);
      if (cleaned !== value) setAttribute(element, name, cleaned);
    }
  }
  // Text, comments and whatever an attribute's own escaping hid: on the written page, where nothing is nested any more.
  const written = withoutViewer(`<!doctype html>${outerHtmlOf(root)}`, pattern);
  if (pattern && new RegExp(pattern.source, pattern.flags).test(written.normalize('NFC'))) {
    throw new Error('the stored page still names the viewer');
  }
  return written;
}
