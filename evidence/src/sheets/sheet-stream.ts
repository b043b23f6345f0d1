import { TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { asZipTime } from '../archive/write-zip.ts';
import {
  BOM,
  type Cell,
  CSV_TYPE,
  csvLines,
  rowsXml,
  SHEET_PATH,
  SHEET_XML,
  workbookParts,
  XLSX_TYPE,
} from './spreadsheet.ts';

/** A sheet whose rows come some at a time. */
export interface SheetSource {
  head: readonly string[];
  pages: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Bytes of a file that is written while its rows come: it asks for the next of them once the last ones are taken. */
interface SheetStream {
  type: string;
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** As `csvOf`, for as many rows as there are. */
export function csvStream(source: SheetSource): SheetStream {
  return {
    type: CSV_TYPE,
    bytes: encoded(async function* () {
      yield BOM + csvLines([source.head]);
      for await (const rows of source.pages) yield csvLines(rows);
    }),
  };
}

/**
 * As `xlsxOf`, for as many rows as a sheet can have (1,048,576 with the head).
 * @param name without a character that a sheet's name may not have
 */
export function xlsxStream(source: SheetSource, name: string, at = new Date()): SheetStream {
  const pipe = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const writer = new ZipWriter(pipe.writable, {
    useWebWorkers: false,
    keepOrder: true,
    extendedTimestamp: false,
    lastModDate: asZipTime(at),
  });
  const write = async () => {
    for (const [path, text] of workbookParts(name)) await writer.add(path, new TextReader(text));
    await writer.add(
      SHEET_PATH,
      encoded(async function* () {
        yield SHEET_XML.begin + rowsXml([source.head]);
        for await (const rows of source.pages) yield rowsXml(rows);
        yield SHEET_XML.end;
      }),
    );
    await writer.close();
  };
  // Whoever reads hears of it; nobody else waits for the writing.
  void write().catch((cause: unknown) => pipe.writable.abort(cause).catch(() => {}));
  return { type: XLSX_TYPE, bytes: pipe.readable };
}

/** Texts as bytes, made when they are asked for. */
function encoded(texts: () => AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const from = texts();
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await from.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await from.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
