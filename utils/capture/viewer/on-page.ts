import type { PageArea } from '@marketsafe/contract';
import { pageScroll } from '../../page/scroller.ts';
import type { Box } from './boxes.ts';

/** A box of the viewport in page coordinates, as a picture of the window shows it: pinched pages are drawn larger than they are laid out. */
export function onPage({ left, top, right, bottom }: Box): PageArea[] {
  const { scale, offsetLeft, offsetTop } = window.visualViewport ?? { scale: 1, offsetLeft: 0, offsetTop: 0 };
  const scrolled = pageScroll();
  const width = (right - left) * scale;
  const height = (bottom - top) * scale;
  if (!(width > 0 && height > 0)) return [];
  return [
    {
      x: (left - offsetLeft) * scale + scrolled.x,
      y: (top - offsetTop) * scale + scrolled.y,
      width,
      height,
    },
  ];
}
