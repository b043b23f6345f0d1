import { type PDFiumDocument, PDFiumLibrary, type PDFiumPageRenderOptions } from '@hyzyla/pdfium';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';

/** Most pages of a paper; a longer one is no exhibit. */
const MOST_PAGES = 60;
/** Pixels of an inch, as scanners make them. */
const RESOLUTION = 150;
/** Points of an inch, in which a PDF measures. */
const POINTS = 72;
/** Longest side of a page that is drawn, in pixels. */
const LONGEST = 3_000;
/** Largest page in points, as the format's own limit is. */
const LARGEST_PAGE = 14_400;
/** The copy says nothing of when it was made. */
const NO_DATE = new Date(0);

/**
 * A new PDF that shows a PDF's pages as they are seen, each as a picture: whatever is in the file beside them stays behind, such as names of authors,
 * earlier versions, texts under what covers them, hidden layers, attachments, scripts, forms and places in photographs. Same file, same bytes.
 * @returns null where it cannot be opened without a password, holds no page or too many, or one that cannot be drawn
 */
export async function pagesDrawnAnew(bytes: Buffer): Promise<Buffer | null> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes).catch(() => null);
    return document && (await copyOf(document));
  } catch {
    // What draws it gave up.
    return null;
  } finally {
    library.destroy();
  }
}

async function copyOf(document: PDFiumDocument): Promise<Buffer | null> {
  const count = document.getPageCount();
  if (count < 1 || count > MOST_PAGES) return null;
  const copy = new PDFDocument({
    ...{ autoFirstPage: false, margin: 0, compress: true, pdfVersion: '1.7' },
    info: { CreationDate: NO_DATE, Creator: '', Producer: '' },
  });
  const chunks: Buffer[] = [];
  copy.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => copy.once('end', resolve).once('error', reject));
  for (const page of document.pages()) {
    const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
    const longest = Math.max(width, height);
    if (!(Math.min(width, height) >= 1 && longest <= LARGEST_PAGE)) return null;
    const scale = Math.min(RESOLUTION / POINTS, LONGEST / longest);
    const { data } = await page.render({ scale, render: toJpeg });
    copy.addPage({ size: [width, height], margin: 0 });
    copy.image(Buffer.from(data), 0, 0, { width, height });
  }
  copy.end();
  await ended;
  return Buffer.concat(chunks);
}

function toJpeg({ data, width, height }: PDFiumPageRenderOptions): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
