/** Cells of the grid: each row of nine gives eight differences. */
const COLUMNS = 9;
const ROWS = 8;
/** Pixels a side that are averaged to one cell: what the browser's own shrinking leaves of noise goes away in it. */
const CELL = 8;
const WIDTH = COLUMNS * CELL;
const HEIGHT = ROWS * CELL;

/** Average brightness of each cell (ITU-R BT.601), as whole numbers, row by row. */
function cellsOf(pixels: Uint8ClampedArray): number[] {
  const sums = new Array<number>(COLUMNS * ROWS).fill(0);
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
    const cell = Math.floor(at / WIDTH / CELL) * COLUMNS + Math.floor((at % WIDTH) / CELL);
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3);
    sums[cell] = (sums[cell] ?? 0) + 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return sums.map((sum) => Math.round(sum / CELL / CELL));
}

/**
 * The difference hash of a picture that was shrunk to 72 × 64 pixels: one bit for each pair of neighbours in a row of nine cells, set where
 * the right one is brighter; row by row, the first bit highest, as 16 hexadecimal digits.
 * @param pixels RGBA, four bytes each
 */
export function differenceHashOf(pixels: Uint8ClampedArray): string {
  const cells = cellsOf(pixels);
  let bits = 0n;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const left = row * COLUMNS + column;
      bits = (bits << 1n) | ((cells[left + 1] ?? 0) > (cells[left] ?? 0) ? 1n : 0n);
    }
  }
  return bits.toString(16).padStart(16, '0');
}

/**
 * Decodes a picture, small, and gives its difference hash. Rejects where it cannot be decoded.
 * @param picture of a size that was looked at before: decoding takes four bytes a pixel
 */
export async function differenceHash(picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture, {
    resizeWidth: WIDTH,
    resizeHeight: HEIGHT,
    resizeQuality: 'high',
  });
  try {
    const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('the browser has no canvas to decode on');
    // What is transparent counts as the white of the page.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.drawImage(bitmap, 0, 0);
    return differenceHashOf(context.getImageData(0, 0, WIDTH, HEIGHT).data);
  } finally {
    bitmap.close();
  }
}
