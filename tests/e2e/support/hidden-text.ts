import { expect } from 'vitest';
import type { RunInPage } from '../../../scripts/support/extension-database.ts';
import type { PracticeSite } from '../../../scripts/support/practice-site.ts';

/** Texts that the page below shows where no markup of it does. */
const SHOWN = [
  ...['open', 'closed', 'nested', 'custom', 'slotted', 'declared', 'declared-closed'],
  ...['blank-frame', 'srcdoc-frame', 'blob-frame', 'frame-in-shadow', 'shadow-in-frame', '商品'],
].map((name) => `kept-${name}`);

/**
 * A listing's page that shows text in every kind of shadow tree and frame, is drawn by rules that scripts made, has no head, and in which
 * somebody has typed: whatever begins with `typed-` must be in no copy of it.
 */
const PAGE = `<!doctype html><html><body>
<link id="own" rel="stylesheet" href="/own.css">
<h1 data-pl="product-title">Aurora jacket</h1>
<div class="product-price-current"><span class="product-price-value">US $5.00</span></div>
<p>kept-商品</p>
<div id="open"></div><section id="closed"></section><own-part id="custom"><b slot="there">kept-slotted</b></own-part>
<div id="declared"><template shadowrootmode="open"><p>kept-declared</p></template></div>
<div><template shadowrootmode="closed"><p>kept-declared-closed</p></template></div>
<style id="made"></style><p id="ruled">ruled</p><p id="adopted">adopted</p><p id="linked">linked</p>
<style id="off">#linked { color: rgb(99, 99, 99) !important }</style>
<iframe id="blank" width="200" height="60"></iframe>
<iframe srcdoc="<p>kept-srcdoc-frame</p><input value='typed-in-srcdoc'><textarea>typed-srcdoc-area</textarea>" width="200" height="60"></iframe>
<iframe id="blob" width="200" height="60"></iframe>
<iframe id="written" width="200" height="60"></iframe>
<input id="field" value="typed-markup"><input type="search" id="search"><input type="hidden" value="typed-hidden">
<textarea id="area">typed-default</textarea>
<div class="grows"><textarea id="grows"></textarea><span></span></div>
<select id="choice"><option>first</option><option>second</option></select>
<div contenteditable>typed-editor <b>typed-bold</b></div><div role="textbox">typed-role</div>
<script>
  const shade = (host, mode, html) => {
    const root = host.attachShadow({ mode });
    root.innerHTML = html;
    return root;
  };
  const open = shade(document.querySelector('#open'), 'open',
    '<p id="inner">kept-open</p><input value="typed-in-shadow"><div contenteditable>typed-shadow-editor</div><section></section>');
  shade(open.querySelector('section'), 'closed', '<p>kept-nested</p><textarea>typed-nested</textarea>');
  shade(document.querySelector('#closed'), 'closed',
    '<p>kept-closed</p><div contenteditable="plaintext-only">typed-closed-editor</div><iframe width="100" height="60" srcdoc="<p>kept-frame-in-shadow</p>"></iframe>');
  customElements.define('own-part', class extends HTMLElement {
    constructor() { super(); shade(this, 'closed', '<p>kept-custom</p><slot name="there"></slot>'); }
  });
  const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };
  document.querySelector('#made').sheet.insertRule('#ruled { color: rgb(1, 2, 3) }');
  document.querySelector('#off').sheet.disabled = true;
  document.adoptedStyleSheets = [sheet('#adopted { color: rgb(4, 5, 6) }')];
  open.adoptedStyleSheets = [sheet('#inner { color: rgb(7, 8, 9) }')];
  const blank = document.querySelector('#blank').contentDocument;
  blank.body.innerHTML = '<p>kept-blank-frame</p><input value="typed-in-frame"><div contenteditable>typed-frame-editor</div><div id="host"></div>';
  shade(blank.querySelector('#host'), 'closed', '<p>kept-shadow-in-frame</p>');
  document.querySelector('#blob').src = URL.createObjectURL(new Blob(['<p>kept-blob-frame</p>'], { type: 'text/html' }));
  const written = document.querySelector('#written').contentDocument;
  written.body.innerHTML = '<p>typed-design</p>';
  written.designMode = 'on';
  document.querySelector('#field').value = 'typed-field';
  document.querySelector('#search').value = 'typed-search';
  document.querySelector('#search').setAttribute('value', 'typed-search');
  document.querySelector('#search').title = 'typed-search';
  document.querySelector('#area').value = 'typed-area';
  const grows = document.querySelector('#grows');
  grows.value = 'typed-mirrored';
  grows.parentElement.dataset.replicated = grows.value;
  grows.nextElementSibling.textContent = grows.value;
  document.querySelector('#choice').value = 'second';
  document.querySelector('#own').sheet.insertRule('#linked { color: rgb(10, 11, 12) }');
  document.head.remove();
</script></body></html>`;

/** Lets an address of a marketplace answer with that page. */
export function serveHiddenText(practice: PracticeSite, url: string): void {
  practice.answer(new URL('/own.css', url).href, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/css' }).end('body { background: url("paper.png") }');
  });
  practice.answer(url, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  });
}

/** Opens HTML as a reader does who runs no script, and gives the colours of what scripts had coloured. */
const OPEN_COPY = `
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-same-origin';
  frame.srcdoc = arguments[0];
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.documentElement.append(frame);
  await loaded;
  const page = frame.contentDocument;
  const colour = (root, selector) => {
    const element = root && root.querySelector(selector);
    return element ? frame.contentWindow.getComputedStyle(element).color : 'not there';
  };
  const seen = {
    ruled: colour(page, '#ruled'),
    adopted: colour(page, '#adopted'),
    linked: colour(page, '#linked'),
    inner: colour(page.querySelector('#open').shadowRoot, '#inner'),
    declared: page.querySelector('#declared').shadowRoot?.textContent.trim(),
    charset: page.characterSet,
  };
  frame.remove();
  return seen;`;

/** Holds that a copy of that page has what it showed, and nothing that was typed. `run` runs in any page that is not the copied one. */
export async function expectHiddenText(run: RunInPage, html: string): Promise<void> {
  expect(SHOWN.filter((text) => !html.includes(text))).toEqual([]);
  expect(html.match(/typed-[\w-]*/g) ?? []).toEqual([]);
  // What a file's rules point to is where the file had it.
  expect(html).toContain('url("https://www.aliexpress.com/paper.png")');
  const [charset, policy] = ['<meta charset="utf-8">', 'Content-Security-Policy'].map((text) =>
    html.indexOf(text),
  );
  expect(charset).toBeGreaterThan(0);
  expect(charset).toBeLessThan(policy ?? 0);
  expect(policy).toBeLessThan(html.indexOf('<body'));
  expect(await run(OPEN_COPY, html)).toEqual({
    ruled: 'rgb(1, 2, 3)',
    adopted: 'rgb(4, 5, 6)',
    linked: 'rgb(10, 11, 12)',
    inner: 'rgb(7, 8, 9)',
    declared: 'kept-declared',
    charset: 'UTF-8',
  });
}
