import type { RequestListener } from 'node:http';
import type { RunInPage } from '../../../scripts/support/extension-database.ts';
import type { PracticeSite } from '../../../scripts/support/practice-site.ts';

export const LISTING = 'https://www.aliexpress.com/item/1005006000000077.html';

/** A listing of this item whose facts name these pictures; `shown` of them stand in the page, too. */
export function listingPage(pictures: readonly string[], shown: readonly string[]): string {
  const product = {
    '@context': 'https://schema.org/',
    '@type': 'Product',
    name: 'Aurora practice jacket with pictures of its own',
    image: pictures,
    sku: '1005006000000077',
    offers: { '@type': 'Offer', priceCurrency: 'USD', price: '23.90', url: LISTING },
  };
  const images = shown.map((url) => `<img src="${url}" width="200" height="200" alt="">`).join('');
  return `<!doctype html><html lang="en"><head><title>Aurora practice jacket - AliExpress</title>
    <script type="application/ld+json">${JSON.stringify(product)}</script></head>
    <body style="margin:0;height:2000px"><h1 data-pl="product-title">Aurora practice jacket with pictures of its own</h1>${images}
    <script>navigator.serviceWorker.register('/practice-worker.js').catch(() => {})</script></body></html>`;
}

/** What a picture server was asked for one picture. */
export interface Asked {
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Serves bytes as a picture server does that lets every site read them, and notes what it was asked. */
export function servePicture(
  site: PracticeSite,
  url: string,
  type: string,
  bytes: Buffer,
  asked: Asked[],
): void {
  site.answer(url, (request, response) => {
    asked.push({ url, headers: request.headers });
    response
      .writeHead(200, {
        'Content-Type': type,
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'public, max-age=3600',
      })
      .end(bytes);
  });
}

/** Serves text of a type. */
export function serveText(type: string, text: string): RequestListener {
  return (_, response) => {
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(text);
  };
}

const DRAW = `
  const draw = (size) => {
    const canvas = new OffscreenCanvas(size, size);
    const context = canvas.getContext('2d');
    context.scale(size / 100, size / 100);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 100, 100);
    let state = arguments[0];
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648;
    };
    for (let shape = 0; shape < 24; shape += 1) {
      context.fillStyle = 'hsl(' + Math.floor(random() * 360) + ' 60% ' + (20 + Math.floor(random() * 60)) + '%)';
      context.fillRect(random() * 90, random() * 90, 10 + random() * 40, 10 + random() * 40);
    }
    return canvas;
  };
  const pictures = [];
  for (const { type, quality, size } of arguments[1]) {
    const blob = await draw(size).convertToBlob({ type, quality });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    pictures.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  }
  return JSON.stringify(pictures);`;

/** Draws a picture in a page and gives it in several encodings: the browser's own encoders are the ones that meet its decoders. */
export async function drawPicture(
  run: RunInPage,
  seed: number,
  encodings: readonly { type: string; quality: number; size: number }[],
): Promise<Buffer[]> {
  const drawn = JSON.parse(String(await run(DRAW, seed, encodings))) as string[];
  return drawn.map((base64) => Buffer.from(base64, 'base64'));
}

/** In how many of their 64 bits two difference hashes differ. */
export function distance(one: string | undefined, other: string | undefined): number {
  const differing = BigInt(`0x${one ?? 0}`) ^ BigInt(`0x${other ?? 0}`);
  return [...differing.toString(2)].filter((bit) => bit === '1').length;
}
