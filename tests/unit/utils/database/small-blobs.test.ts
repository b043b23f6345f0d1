import { expect, it } from 'vitest';
import { captureListing } from '../../../../utils/capture/capture-listing.ts';
import { CLICK, fakeDeps } from '../../support/capture-deps.ts';
import { newDatabase } from '../../support/new-database.ts';

it('the record of a capture stands in its row, and is read as a blob like every other file', async () => {
  const db = newDatabase();
  await captureListing(fakeDeps(db), CLICK);
  const [capture] = await db.captures.toArray();
  const sha256 = capture?.manifestSha256 ?? '';
  const written = await new Promise<{ bytes: unknown }>((resolve, reject) => {
    const request = db.backendDB().transaction('blobs').objectStore('blobs').get(sha256);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  expect(written.bytes).toBeInstanceOf(Uint8Array);
  const read = [await db.blobs.get(sha256), ...(await db.blobs.where('sha256').equals(sha256).toArray())];
  for (const row of read) {
    expect(row?.bytes).toBeInstanceOf(Blob);
    expect(row?.bytes).toMatchObject({ type: 'application/json', size: row?.size });
    expect(JSON.parse((await row?.bytes.text()) ?? '')).toMatchObject({ captureId: capture?.captureId });
  }
});
