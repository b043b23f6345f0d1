import type { Page } from 'puppeteer-core';
import { runIn } from '../support/extension-database.ts';

/** Milliseconds of putting a picture into the database, alone and with its second copy written beside. */
export interface CopyTimes {
  put: number[];
  both: number[];
}

// In a page of the extension, with a database and a file of their own: bytes as a photograph's, which nothing can press together.
const MEASURE = `
  const [bytes, count] = arguments;
  const picture = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65536) crypto.getRandomValues(picture.subarray(at, at + 65536));
  const request = indexedDB.open('bench-second-copy');
  request.onupgradeneeded = () => request.result.createObjectStore('pictures', { autoIncrement: true });
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
  const database = request.result;
  const folder = await navigator.storage.getDirectory();
  const put = () => new Promise((resolve, reject) => {
    const transaction = database.transaction('pictures', 'readwrite', { durability: 'strict' });
    transaction.objectStore('pictures').put(new Blob([picture]));
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const copy = async (name) => {
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await file.write(picture);
    await file.close();
  };
  const timed = async (work) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const times = { put: [], both: [] };
  try {
    // The first of each compiles and warms up.
    for (let at = 0; at <= count; at += 1) {
      times.put.push(await timed(put));
      times.both.push(await timed(() => Promise.all([put(), copy('bench-' + at)])));
    }
  } finally {
    database.close();
    indexedDB.deleteDatabase('bench-second-copy');
    for (let at = 0; at <= count; at += 1) await folder.removeEntry('bench-' + at).catch(() => undefined);
  }
  return { put: times.put.slice(1), both: times.both.slice(1) };`;

/** Puts pictures of so many bytes, in turn alone and with a second copy written beside the put. */
export async function timeSecondCopy(page: Page, bytes: number, count: number): Promise<CopyTimes> {
  return (await runIn(page)(MEASURE, bytes, count)) as CopyTimes;
}
