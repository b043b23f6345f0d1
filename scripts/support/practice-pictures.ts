import { createHash } from 'node:crypto';

const PATH = /^\/practice\/([a-z0-9-]{1,60})\.(?:jpg|png|webp)$/;

const PRODUCTS = {
  jacket:
    '<path d="M140 110 L180 80 Q200 96 220 80 L260 110 L310 190 L276 214 L254 178 V330 H146 V178 L124 214 L90 190 Z" fill="{a}"/>' +
    '<path d="M200 92 V330" stroke="{b}" stroke-width="5"/><path d="M160 240 h28 M212 240 h28" stroke="{b}" stroke-width="5"/>',
  backpack:
    '<rect x="125" y="110" width="150" height="215" rx="46" fill="{a}"/><path d="M165 112 Q200 50 235 112" fill="none" stroke="{b}" stroke-width="10"/>' +
    '<rect x="150" y="215" width="100" height="80" rx="14" fill="{b}"/>',
  boot: '<path d="M150 90 H222 V218 Q300 232 310 290 V318 H150 Z" fill="{a}"/><rect x="146" y="306" width="168" height="22" rx="8" fill="{b}"/>',
} as const;

/**
 * Draws the picture for an address path of the practice picture hosts, or returns null where there is none.
 * `/practice/jacket-front.jpg` is a jacket whose colours follow from the whole name, so every name looks different and stays the same.
 */
export function practicePicture(path: string): string | null {
  const name = PATH.exec(path)?.[1];
  const product = name?.split('-')[0];
  if (name === undefined || product === undefined || !Object.hasOwn(PRODUCTS, product)) return null;
  const hue = createHash('sha256').update(name).digest().readUInt16BE(0) % 360;
  const shape = PRODUCTS[product as keyof typeof PRODUCTS]
    .replaceAll('{a}', `hsl(${hue} 55% 42%)`)
    .replaceAll('{b}', `hsl(${(hue + 40) % 360} 60% 70%)`);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">' +
    `<rect width="400" height="400" fill="hsl(${hue} 30% 94%)"/>${shape}` +
    `<text x="200" y="372" text-anchor="middle" font-family="sans-serif" font-size="20" fill="hsl(${hue} 40% 30%)">AURORA ${name}</text></svg>`
  );
}
