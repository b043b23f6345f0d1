// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { picturesIn, pictureText } from '../../../../../utils/capture/viewer/pictures.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g transform="rotate(3)"/><text>Anneliese</text></svg>';
const says = (written: string) => picturesIn(written, document.body).text.includes('Anneliese');
const isUnreadable = (written: string) => picturesIn(written, document.body).isUnreadable;

describe('what a style draws', () => {
  it.each([
    ['encoded', `url("data:image/svg+xml,${encodeURIComponent(SVG)}")`],
    ['as it is', `url("data:image/svg+xml,${SVG.replaceAll('"', '\\"')}")`],
    ['in base64', `url("data:image/svg+xml;base64,${btoa(SVG)}")`],
    ['after much else', `url("data:image/svg+xml,${encodeURIComponent(`${' '.repeat(9_000)}${SVG}`)}")`],
    ['in parts', `url("data:image/svg+xml,${encodeURIComponent(SVG.replace('nel', '</tspan>nel<tspan>'))}")`],
    [
      'as numbers',
      `url("data:image/svg+xml,${encodeURIComponent(SVG.replace('A', '&#x41;').replace('l', '&#108;'))}")`,
    ],
    ['behind another', `linear-gradient(red, blue), url("data:image/svg+xml,${encodeURIComponent(SVG)}")`],
    ['in a set', `image-set(url("data:image/svg+xml,${encodeURIComponent(SVG)}") 1dppx)`],
    ['in the address', 'url("https://cdn.example/card.png?for=Anneliese%20V")'],
  ])('is read: %s', (_, written) => {
    expect(says(written)).toBe(true);
    expect(isUnreadable(written)).toBe(false);
  });

  it('is read in another part of the page, and in what that draws', () => {
    document.body.innerHTML = `<svg><text id="a">Anneliese</text><g id="b"><use href="#a"/></g></svg>`;
    expect(says('url("#b")')).toBe(true);
    expect(says('url("#c")')).toBe(false);
  });

  it('is what nobody can read: letters as pixels, a blob, another element, more than is read', () => {
    expect(isUnreadable(`url("data:image/png;base64,${'A'.repeat(2_000)}")`)).toBe(true);
    expect(isUnreadable('url("blob:https://shop.example/1")')).toBe(true);
    expect(isUnreadable('-moz-element(#a)')).toBe(true);
    expect(pictureText(`data:image/svg+xml,${'x'.repeat(300_000)}`).isUnreadable).toBe(true);
    expect(pictureText('data:image/svg+xml;base64,%%%').isUnreadable).toBe(true);
  });

  it('is no secret where it is a dot, a colour or another file', () => {
    expect(
      isUnreadable('url("data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")'),
    ).toBe(false);
    expect(isUnreadable('linear-gradient(red, blue)')).toBe(false);
    expect(isUnreadable('url("https://cdn.example/front.jpg")')).toBe(false);
  });
});
