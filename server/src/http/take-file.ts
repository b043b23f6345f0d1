import type { Readable } from 'node:stream';
import type { BlobReceipt, BlobType } from '@marketsafe/contract';
import type { FastifyRequest } from 'fastify';
import { PictureTooLarge, pictureRefusal } from '../blobs/admit-picture.ts';
import { findBlob, recordBlob, renameType } from '../blobs/service.ts';
import { BlobMismatch, BlobTooLarge } from '../blobs/store.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import type { Services } from './services.ts';

/**
 * Takes the body of a PUT in as a file of the caller's organisation, under the hash that its address names.
 * @param accepted types of which it has to be one, and most bytes that are taken
 * @returns whether it is new, with its receipt
 * @throws HttpProblem of the file, its headers, or the room that is left
 */
export async function takeFile(
  { db, store, quotas }: Pick<Services, 'db' | 'store' | 'quotas'>,
  caller: Caller,
  request: FastifyRequest,
  sha256: string,
  accepted: { types: readonly BlobType[]; limit: number },
): Promise<{ isNew: boolean; receipt: BlobReceipt }> {
  const { types, limit } = accepted;
  checkLength(request.headers['content-length'], limit);
  checkDigest(request.headers['repr-digest'], sha256);
  const type = types.find((known) => known === request.headers['content-type']?.split(';')[0]?.trim());
  if (!type) throw new HttpProblem('file-type-unknown', { status: 415 });

  // Who sends it again may delete their own: only a file that was just read counts as held.
  const held = await findBlob(db, store, caller, sha256, 'whole');
  if (held) {
    if (held.type !== type) await renameType(db, caller, { sha256, type });
    return { isNew: false, receipt: { sha256, bytes: held.bytes } };
  }
  await quotas.admitFile(caller, Number(request.headers['content-length']));
  const bytes = await store
    .put(caller.organisationId, sha256, request.body as Readable, limit)
    .catch((error: unknown) => {
      throw refusalOf(error, limit);
    });
  await recordBlob({ db, store }, caller, { sha256, bytes, type });
  quotas.handedIn(caller, bytes);
  return { isNew: true, receipt: { sha256, bytes } };
}

function checkLength(header: string | undefined, limit: number): void {
  if (header === undefined) throw new HttpProblem('length-missing', { status: 411 });
  if (Number(header) === 0) throw new HttpProblem('file-empty');
  if (Number(header) > limit) throw tooLarge(limit);
}

/** The digest must be there and be the address's own: a client that hashed something else finds out before it sends. */
function checkDigest(header: string | string[] | undefined, sha256: string): void {
  const digest = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(
    typeof header === 'string' ? header : '',
  )?.[1];
  if (digest === undefined) throw new HttpProblem('digest-missing');
  if (Buffer.from(digest, 'base64').toString('hex') !== sha256) {
    throw new HttpProblem('digest-contradicts-address');
  }
}

function refusalOf(error: unknown, limit: number): unknown {
  if (error instanceof BlobMismatch) return new HttpProblem('bytes-contradict-hash');
  if (error instanceof BlobTooLarge) return tooLarge(limit);
  if (error instanceof PictureTooLarge) return pictureRefusal(error);
  return error;
}

function tooLarge(maximum: number): HttpProblem {
  return new HttpProblem('file-too-large', { params: { maximum } });
}
