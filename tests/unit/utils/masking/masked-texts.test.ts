// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { maskPage } from '../../../../utils/masking/mask-page.ts';
import { viewerPattern, withoutViewer } from '../../../../utils/masking/viewer-texts.ts';

const NAME = 'Qiu & Söhne 邱明';

describe('a viewer’s text', () => {
  it.each([
    ['plain', NAME],
    ['in another case', 'QIU & sÖHNE 邱明'],
    ['with other spaces', 'Qiu \u00a0&\n Söhne  邱明'],
    ['with entities', 'Qiu&nbsp;&amp; S&#246;hne &#x90b1;&#26126;'],
    ['in an address', 'https://x.example/?u=Qiu+%26+S%C3%B6hne%20%E9%82%B1%E6%98%8E'],
    ['escaped twice in an address', 'Qiu%20%2526%20S%25C3%25B6hne 邱明'],
    ['in JSON', String.raw`{"nick":"Qiu \u0026 S\u00f6hne \u90b1\u660E"}`],
    ['decomposed', NAME.normalize('NFD')],
  ])('is taken out %s', (_, text) => {
    const left = withoutViewer(`before ${text} after`, viewerPattern([NAME]));
    expect(left).toMatch(/^before .*█.* after$/su);
    expect(left).not.toMatch(/qiu|hne|邱|90b1/iu);
  });

  it('leaves everything else as it is, and a text of special characters is no pattern', () => {
    expect(withoutViewer('a+b (c) aab', viewerPattern(['a+b (c)']))).toBe('███ aab');
    expect(withoutViewer('Aurora jacket', viewerPattern([NAME]))).toBe('Aurora jacket');
    expect(viewerPattern(['', ' '])).toBeNull();
  });
});

describe('the masked copy of a stored page', () => {
  it('has neither the viewer’s elements nor the viewer’s name, wherever it stands', () => {
    const html = `<!doctype html><html><head><title>Jacket - ${NAME}</title></head><body>
      <nav id="nav-user-account">Order 8111222333</nav><h1>Aurora jacket</h1>
      <p title="Qiu &amp; S&ouml;hne 邱明" data-user='{"nick":"Qiu \\u0026 S\\u00f6hne 邱明"}'>Hi, Qiu &amp;&nbsp;S&ouml;hne 邱明!</p>
      <a href="/u?n=Qiu%20%26%20S%C3%B6hne+邱明">me</a><!-- ${NAME} --><form><input name="attributes"></form></body></html>`;
    const masked = maskPage(html, '#nav-user-account', [NAME]);
    expect(masked).toContain('Aurora jacket');
    expect(masked).not.toMatch(/qiu|hne|邱|8111222333/iu);
  });
});
