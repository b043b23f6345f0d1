import type { PageArea } from '@marketsafe/contract';
import { BUTTON_PLACE } from '../page/button-place.ts';
import type { TabState } from './capture-deps.ts';
import type { PageSample } from './page-sample.ts';

/** Width of a PNG in its own pixels. */
async function widthOf(png: Blob): Promise<number> {
  return new DataView(await png.slice(16, 20).arrayBuffer()).getUint32(0);
}

/**
 * What the tab and the picture say of a page that says nothing itself: its window, and nothing of what is in it or how it is scrolled.
 * @param zoom of the tab; 1 is 100 %
 */
export async function sampleOfSilent(tab: TabState, zoom: number, png: Blob): Promise<PageSample> {
  const width = (tab.width ?? 0) / zoom;
  const height = (tab.height ?? 0) / zoom;
  const devicePixelRatio = width > 0 ? (await widthOf(png)) / width : zoom;
  return {
    position: { url: tab.url ?? '', mark: '', x: 0, y: 0, width, height, devicePixelRatio, turns: 0 },
    settled: true,
    reading: null,
    drawn: {},
    title: (tab.title ?? '').slice(0, 2_000),
    language: '',
    documentWidth: 0,
    documentHeight: 0,
    elements: 0,
    imagesUnfinished: 0,
    load: null,
  };
}

/** Where in such a page's window the button may be: nobody could hide it, and nobody can say that it was there. */
export function cornerOfButton({ position }: PageSample): PageArea {
  const { edge, widest, tallest } = BUTTON_PLACE;
  const width = Math.min(position.width, widest + 2 * edge);
  const height = Math.min(position.height, tallest + 2 * edge);
  return { x: position.width - width, y: position.height - height, width, height };
}
