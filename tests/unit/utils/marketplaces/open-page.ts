import { JSDOM, VirtualConsole } from 'jsdom';
import { decodeHtml } from '../../../../scripts/decode-html.ts';

/** A saved page as the extraction command opens it: no script runs, nothing is fetched. */
export function openPage(url: string, html: string | Uint8Array): Document {
  const text = typeof html === 'string' ? html : decodeHtml(html);
  return new JSDOM(text, { url, virtualConsole: new VirtualConsole() }).window.document;
}
