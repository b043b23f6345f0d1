// A process of its own that writes the same bytes into a store again and again, when it is told which.
import { createReadStream } from 'node:fs';
import { type BlobPlace, openBlobStore } from '../../server/src/blobs/open-store.ts';

interface Order {
  place: BlobPlace;
  organisation: string;
  sha256: string;
  path: string;
}

process.on('message', async ({ place, organisation, sha256, path }: Order) => {
  const store = await openBlobStore(place);
  const written: number[] = [];
  for (let time = 0; time < 20; time += 1) {
    written.push(await store.put(organisation, sha256, createReadStream(path), Number.POSITIVE_INFINITY));
  }
  process.send?.(written, () => process.exit(0));
});
process.send?.('ready');
