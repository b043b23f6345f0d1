import type { PackageOrder } from '@marketsafe/contract';
import { openScratch } from '@marketsafe/evidence';
import { order } from '../api/client.ts';
import { ApiFailure } from '../api/failure.ts';

/** A package that has arrived whole. */
export interface FetchedPackage {
  file: Blob;
  name: string;
}

const NAME = /filename="(marketsafe-(?:evidence|disclosure)-[0-9a-f-]+\.zip)"/;

/**
 * Has the server make a package and keeps it on this machine's disk as it comes. What does not come whole is given up.
 * @param onProgress bytes that have come, of about so many
 * @throws ApiFailure; PackageProblem where there is no room; what `signal` was aborted with
 */
export async function fetchPackage(
  wanted: PackageOrder,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<FetchedPackage> {
  const response = await order('/v1/packages', wanted, signal);
  const name = NAME.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const total = Number(response.headers.get('package-bytes'));
  if (name === undefined || !response.body)
    throw new ApiFailure('garbled', { status: response.status, cause: 'no-package' });
  const scratch = await openScratch(navigator.storage, total);
  let done = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      done += piece.length;
      onProgress(Math.min(done, total), total);
      controller.enqueue(piece);
    },
  });
  try {
    await response.body.pipeThrough(counted).pipeTo(scratch.sink, { signal });
    return { file: await scratch.file(), name };
  } catch (cause) {
    await scratch.discard();
    if (signal.aborted) throw cause;
    // A connection that broke looks the same as a server that broke it off.
    throw new ApiFailure('unreachable', { cause });
  }
}
