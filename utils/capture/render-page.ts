import html2canvas from 'html2canvas';
import { registeredButton } from '../page/button-registry.ts';

/** The renderer cannot be stopped and holds the page still meanwhile: beyond this many elements it takes longer than anyone waits. */
const RENDER_ELEMENTS = 20_000;

/**
 * Draws the visible part of the page again from its DOM, as base64 PNG. This is not what the screen showed: pictures of other
 * hosts are missing and colours may differ, so what it makes is always labelled `rendered`.
 */
export async function renderPage(): Promise<string> {
  if (document.getElementsByTagName('*').length > RENDER_ELEMENTS)
    throw new Error('the page is too large to draw');
  registeredButton()?.hide();
  try {
    const canvas = await html2canvas(document.documentElement, {
      x: window.scrollX,
      y: window.scrollY,
      width: window.innerWidth,
      height: window.innerHeight,
      scale: 1,
      backgroundColor: '#ffffff',
      imageTimeout: 3_000,
      logging: false,
    });
    const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
    if (base64 === '') throw new Error('the drawing came out empty');
    return base64;
  } finally {
    registeredButton()?.show();
  }
}
