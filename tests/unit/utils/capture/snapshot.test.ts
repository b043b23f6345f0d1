// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { takeSnapshot } from '../../../../utils/capture/snapshot.ts';

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function load(html: string) {
  return takeSnapshot(parse(html));
}

describe('a page snapshot', () => {
  it('keeps what the page shows and leaves out everything active', () => {
    const { html } =
      load(`<html><head><title>Jacket</title><meta http-equiv="refresh" content="0;url=https://evil.example">
      <script>window.stolen = 1</script></head><body onload="x()">
      <h1>Aurora &amp; jacket</h1><img src="https://cdn.example/a.jpg" onerror="y()">
      <a href=" java\u0001script:alert(1)">buy</a><a href="https://ok.example/">ok</a>
      <iframe srcdoc="<script>1</script>"></iframe><form action="javascript:void 0"></form>
      <svg><script>2</script></svg><object data="x"></object></body></html>`);
    expect(html).toContain('<h1>Aurora &amp; jacket</h1>');
    expect(html).toContain('https://cdn.example/a.jpg');
    expect(html).toContain('href="https://ok.example/"');
    expect(html).not.toMatch(/<script|<iframe|<object|onload|onerror|script:alert|javascript:|refresh/i);
    expect(html).toContain("default-src 'none'");
  });

  it('never stores what the viewer typed', () => {
    const { html } = load(
      `<body><input name="password" value="hunter2"><textarea>my address</textarea><input type=text value=secret></body>`,
    );
    expect(html).not.toMatch(/hunter2|my address|secret/);
  });

  it('clears whatever can be typed into, editors too, and keeps what a button says', () => {
    const typed = [
      'contenteditable',
      'contenteditable=plaintext-only',
      'contenteditable=TRUE',
      'role=textbox',
    ]
      .map((attribute) => `<div ${attribute}>typed <b>words</b></div>`)
      .join('');
    const { html } = load(
      `<body>${typed}<div contenteditable="false">shown</div><input type="submit" value="Buy now"></body>`,
    );
    expect(html).not.toMatch(/typed|words/);
    expect(html).toContain('shown');
    expect(html).toContain('Buy now');
  });

  it('clears what a page repeats beside a field of what is typed into it, and no text of its own', () => {
    const page = parse(
      `<body><div class="grows"><textarea></textarea><span></span><b>Delivery</b></div><input type="radio" value="Blue"><i>Blue</i>
       <p>my address is known elsewhere</p></body>`,
    );
    const field = page.querySelector('textarea');
    const mirror = page.querySelector('span');
    if (!field || !mirror) throw new Error('no field');
    field.value = 'my address';
    field.title = 'my address';
    mirror.textContent = ' my address ';
    mirror.parentElement?.setAttribute('data-replicated', 'my address');
    const { html } = takeSnapshot(page);
    expect(html.match(/my address.*/g)).toEqual(['my address is known elsewhere</p></body></html>']);
    expect(html).toContain('<b>Delivery</b>');
    expect(html).toContain('<i>Blue</i>');
  });

  it('keeps text in shadow trees, in each other too, as templates that browsers show, without anything active or typed', () => {
    const page = parse('<body><div id="host"><span slot="name">light</span></div></body>');
    const shadow = page.querySelector('#host')?.attachShadow({ mode: 'open' });
    if (!shadow) throw new Error('no host');
    shadow.innerHTML =
      '<p>in the shade<slot name="name"></slot></p><script>1</script><img src="https://a.example/" onerror="x()"><input value="typed"><template>unseen</template><section></section>';
    const inner = shadow.querySelector('section')?.attachShadow({ mode: 'open' });
    if (!inner) throw new Error('no section');
    inner.innerHTML = '<b>deeper</b><div contenteditable>typed</div>';
    const { html } = takeSnapshot(page);
    expect(html).toContain(
      '<div id="host"><template shadowrootmode="open"><p>in the shade<slot name="name"></slot></p>',
    );
    expect(html).toContain('<section><template shadowrootmode="open"><b>deeper</b>');
    expect(html).toContain('<span slot="name">light</span>');
    expect(html).not.toMatch(/<script|onerror|typed|unseen/);
  });

  it('keeps rules that a script inserted', () => {
    document.head.innerHTML = '<style id="made"></style>';
    (document.querySelector('#made') as HTMLStyleElement).sheet?.insertRule('.price { color: red; }');
    const { html, stylesLeftOut } = takeSnapshot(document);
    expect(html).toMatch(/<style id="made">\.price \{\s*color: red;\s*\}<\/style>/);
    expect(stylesLeftOut).toBe(false);
    document.head.innerHTML = '';
  });

  it('lets no text of the page become markup of the copy', () => {
    const page = parse('<body><p>kept</p></body>');
    const refresh = '<meta http-equiv="refresh" content="0;url=https://evil.example">';
    const style = page.createElement('style');
    style.textContent = `a{content:"</style>${refresh}"}`;
    const raw = page.createElement('xmp');
    raw.textContent = `</xmp>${refresh}`;
    const frames = page.createElement('noframes');
    frames.textContent = `</noframes>${refresh}`;
    page.body.append(
      style,
      raw,
      frames,
      page.createComment(`-->${refresh}`),
      page.createComment(`>${refresh}`),
    );
    const { html } = takeSnapshot(page);
    const opened = parse(html);
    expect(opened.querySelector('meta[http-equiv="refresh"]')).toBeNull();
    expect(opened.body.textContent).toContain('kept');
  });

  it('gives a page without a head, or with one in the wrong place, its charset and policy', () => {
    const headless = parse('<body><p>商品</p></body>');
    headless.head.remove();
    const misplaced = parse('<body><p>商品</p></body>');
    misplaced.body.append(misplaced.head);
    const late = parse('<body><p>商品</p></body>');
    late.documentElement.append(late.head);
    const picture = new DOMParser().parseFromString(
      '<svg xmlns="http://www.w3.org/2000/svg"><text>商品</text></svg>',
      'image/svg+xml',
    );
    for (const page of [headless, misplaced, late, picture]) {
      const { html } = takeSnapshot(page);
      const opened = parse(html);
      expect(opened.head.querySelector('meta[charset="utf-8"]')).not.toBeNull();
      expect(opened.head.querySelector('meta[http-equiv="Content-Security-Policy"]')).not.toBeNull();
      expect(opened.body.textContent).toContain('商品');
      expect(html.indexOf('charset')).toBeLessThan(200);
    }
  });

  it('says by its first character that it is UTF-8 where a long tag stands before the charset', () => {
    const { html } = load(`<html style="--long: ${'x'.repeat(2_000)}"><body>商品</body></html>`);
    expect(html.startsWith('\ufeff<!doctype html>')).toBe(true);
    expect(load('<body>').html.startsWith('<!doctype html>')).toBe(true);
  });

  it('keeps frames of the page’s own site as documents in which nothing runs', () => {
    document.body.innerHTML = '<iframe name="own" width="300"></iframe><iframe></iframe>';
    const [frame] = document.querySelectorAll('iframe');
    const inner = frame?.contentDocument;
    if (!inner) throw new Error('no frame');
    inner.body.innerHTML = '<p onclick="x()">in the frame</p><input value="typed"><script>1</script>';
    const { html, framesLeftOut } = takeSnapshot(document);
    document.body.innerHTML = '';
    const opened = parse(html).querySelectorAll('iframe');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.getAttribute('sandbox')).toBe('');
    expect(opened[0]?.getAttribute('width')).toBe('300');
    const srcdoc = opened[0]?.getAttribute('srcdoc') ?? '';
    expect(srcdoc).toContain('<p>in the frame</p>');
    expect(srcdoc).toContain("default-src 'none'");
    expect(srcdoc).not.toMatch(/typed|<script|onclick/);
    expect(framesLeftOut).toBe(false);
  });

  it('says that a frame that could be seen is not in it', () => {
    document.body.innerHTML = '<object data="https://other.example/"></object>';
    const seen = (side: number) => {
      vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, side, side));
      return takeSnapshot(document).framesLeftOut;
    };
    expect(seen(300)).toBe(true);
    expect(seen(1)).toBe(false);
    document.body.innerHTML = '';
  });

  it('works on a page that shadows the document’s own properties', () => {
    const names = ['documentElement', 'implementation', 'querySelectorAll', 'importNode', 'attributes'];
    const { html } = load(
      `<body>${names.map((name) => `<img name="${name}"><form name="${name}"><input name="getAttributeNames"><input name="attributes"></form>`).join('')}<p onclick="x">kept</p></body>`,
    );
    expect(html).toContain('<p>kept</p>');
  });

  it('leaves out the element that the extension added, and nothing else', () => {
    const page = parse('<body><div>kept</div></body>');
    const ours = page.createElement('div');
    ours.className = 'ours';
    page.documentElement.append(ours);
    const { html } = takeSnapshot(page, ours);
    expect(html).not.toContain('ours');
    expect(html).toContain('<div>kept</div>');
    expect(ours.isConnected).toBe(true);
  });

  it('does not change the page', () => {
    const page = parse('<body onclick="x()"><input value="typed"><script>1</script></body>');
    const before = page.documentElement.outerHTML;
    takeSnapshot(page);
    expect(page.documentElement.outerHTML).toBe(before);
  });
});
