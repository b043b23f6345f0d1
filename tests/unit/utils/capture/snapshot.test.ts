// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
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
