import type { Page } from 'puppeteer-core';

/** Runs the body of an async function in a page of the extension; both browser drivers give one. */
export type RunInPage = (body: string, ...args: unknown[]) => Promise<unknown>;

/** `RunInPage` for Chromium. */
export function runIn(page: Page): RunInPage {
  return (body, ...args) =>
    page.evaluate(`(async function () { ${body} }).apply(null, ${JSON.stringify(args)})`);
}

// Opening a database that is not there would make it, and empty: the extension's own opening must come first.
const OPEN = `
  const name = 'marketsafe-reporter';
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return null;
  const request = indexedDB.open(name);
  const ask = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const database = await ask(request);
  try {`;
const CLOSE = `
  } finally { database.close(); }`;

const READ_TABLE = `${OPEN}
    const rows = await ask(database.transaction(arguments[0]).objectStore(arguments[0]).getAll());
    return JSON.stringify(rows);
  ${CLOSE}`;

const READ_BLOB = `${OPEN}
    const row = await ask(database.transaction('blobs').objectStore('blobs').get(arguments[0]));
    if (!row) return null;
    // A small one stands in its row as bytes, all others as blobs.
    const bytes = new Uint8Array(await new Blob([row.bytes]).arrayBuffer());
    let text = '';
    for (let start = 0; start < bytes.length; start += 32768) {
      text += String.fromCharCode.apply(null, bytes.subarray(start, start + 32768));
    }
    return btoa(text);
  ${CLOSE}`;

/** All rows of a table of the extension's database, without their bytes; none while the database does not exist yet. */
export async function readTable<Row>(run: RunInPage, table: string): Promise<Row[]> {
  const rows = await run(READ_TABLE, table);
  return typeof rows === 'string' ? (JSON.parse(rows) as Row[]) : [];
}

/** The bytes that the extension keeps under a hash, or null. */
export async function readBlob(run: RunInPage, sha256: string): Promise<Buffer | null> {
  const bytes = await run(READ_BLOB, sha256);
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : null;
}
