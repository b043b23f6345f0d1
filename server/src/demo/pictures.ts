import { crc32, deflateSync } from 'node:zlib';

/** Size of a picture, in pixels. */
const WIDTH = 420;
const HEIGHT = 300;

type Colour = readonly [red: number, green: number, blue: number];

/** Draws a page of an invented listing: a bar, a product, a price and lines like text. Every seed looks another way. */
export function listingPicture(seed: number): Buffer {
  const hue = (seed * 47) % 360;
  const ground = colour(hue, 25, 94);
  const product = colour((hue + 30) % 360, 55, 42 + (seed % 5) * 4);
  const trim = colour((hue + 70) % 360, 60, 70);
  const ink: Colour = [60, 66, 74];
  const kind = seed % 3;
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const at = y * (1 + WIDTH * 3) + 1 + x * 3;
      const [red, green, blue] = colourAt(x, y);
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
    }
  }
  return png(pixels);

  function colourAt(x: number, y: number): Colour {
    if (y < 26) return x < 90 ? trim : ink;
    if (x < 230) {
      const across = (x - 115) / 85;
      const down = (y - 160) / 105;
      if (isProduct(across, down)) return (x * 3 + y * 5 + seed) % 61 < 6 ? trim : product;
      return ground;
    }
    const line = Math.floor((y - 50) / 22);
    const inLine = (y - 50) % 22 < 9 && line >= 0 && line < 9;
    const length = 60 + ((seed * (line + 3) * 37) % 110);
    if (inLine && line === 4 && x < 320) return [178, 44, 36];
    return inLine && x < 245 + length ? ink : [255, 255, 255];
  }

  function isProduct(across: number, down: number): boolean {
    if (kind === 0) return across * across + down * down < 1 && down > -0.8;
    if (kind === 1)
      return Math.abs(across) < 0.75 && Math.abs(down) < 0.9 && !(down < -0.5 && Math.abs(across) < 0.25);
    return (
      Math.hypot(across, down + 0.2) < 0.95 && Math.hypot(across, down + 0.2) > 0.6 + (down > 0.2 ? 0.4 : 0)
    );
  }
}

function colour(hue: number, saturation: number, lightness: number): Colour {
  const light = lightness / 100;
  const reach = (saturation / 100) * Math.min(light, 1 - light);
  const part = (shift: number) => {
    const place = (shift + hue / 30) % 12;
    return Math.round(255 * (light - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  };
  return [part(0), part(8), part(4)];
}

/** Lines of RGB, each after the byte of its filter, as a PNG file. */
function png(lines: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
