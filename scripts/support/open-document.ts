import { JSDOM, VirtualConsole } from 'jsdom';
import { decodeHtml } from '../decode-html.ts';

/**
 * A saved page as a document: its bytes decoded (see `decodeHtml`), no script of it run and nothing fetched. Every command and test
 * that reads saved pages opens them here, so that all see the same page.
 * @param url address the page was saved from; one that is no http(s) address opens as `about:blank`.
 */
export function openDocument(url: string, page: string | Uint8Array): Document {
  const html = typeof page === 'string' ? page : decodeHtml(page);
  const address = /^https?:/i.test(url) ? url : 'about:blank';
  return new JSDOM(html, { url: address, virtualConsole: new VirtualConsole() }).window.document;
}
