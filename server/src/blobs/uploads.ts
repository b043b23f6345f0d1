import { mkdir } from 'node:fs/promises';
import { BLOB_LIMIT, BLOB_TYPES, sha256Hex } from '@marketsafe/contract';
import { FileStore } from '@tus/file-store';
import { Server, type ServerOptions, type Upload } from '@tus/server';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import type { Caller } from '../organisations/service.ts';
import { HttpProblem } from '../problems.ts';
import { PictureTooLarge, pictureRefusal } from './admit-picture.ts';
import type { QuotaKeeper } from './quotas.ts';
import { recordBlob } from './service.ts';
import { BlobMismatch, type BlobStore } from './store.ts';

/** Path of resumable uploads. */
export const UPLOADS_PATH = '/v1/uploads';

/** How long an upload that is not finished is kept, in milliseconds. */
const PARTIAL_LIFE = 24 * 60 * 60 * 1000;
const SWEEP_EVERY = 60 * 60 * 1000;

const metadataSchema = z.object({ sha256: sha256Hex, type: z.enum(BLOB_TYPES) });

/** Answer to one tus request. `error` is why it was refused; the headers go with it all the same. */
interface TusAnswer {
  status: number;
  headers: Headers;
  error: Error | null;
}

/** Resumable uploads (tus 1.0) that end as blobs. */
export interface Uploads {
  handle(request: Request, caller: Caller): Promise<TusAnswer>;
  close(): void;
}

type HookRequest = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[0];

/**
 * Opens the resumable uploads of a folder. An upload's name begins with its organisation; nobody else finds it. When the last byte is there the file is hashed and moved into the store, or refused and
 * deleted. Uploads that are not finished within a day are deleted.
 * @param locker has one request at a time write to an upload
 */
export async function openUploads(
  folder: string,
  db: Database,
  store: BlobStore,
  quotas: QuotaKeeper,
  locker: NonNullable<ServerOptions['locker']>,
): Promise<Uploads> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = new FileStore({ directory: folder });
  // A store that knows of expiry looks for an upload once more after it was finished and moved away, so another one sweeps.
  const expiring = new FileStore({ directory: folder, expirationPeriodInMilliseconds: PARTIAL_LIFE });
  const callers = new WeakMap<HookRequest, Caller>();
  const failures = new WeakMap<HookRequest, Error>();
  const begun = new WeakMap<HookRequest, string>();

  const callerOf = (request: HookRequest): Caller => {
    const caller = callers.get(request);
    if (!caller) throw new Error('an upload without a caller');
    return caller;
  };

  async function finish(request: HookRequest, upload: Upload): Promise<Record<string, never>> {
    const caller = callerOf(request);
    const metadata = metadataSchema.parse(upload.metadata);
    const path = upload.storage?.path ?? '';
    try {
      const bytes = await store.adopt(caller.organisationId, metadata.sha256, path);
      await recordBlob(db, caller, { ...metadata, bytes });
      quotas.handedIn(caller, bytes);
    } catch (error) {
      if (error instanceof PictureTooLarge) throw pictureRefusal(error);
      if (!(error instanceof BlobMismatch)) throw error;
      throw new HttpProblem('bytes-contradict-hash');
    } finally {
      await files.configstore.delete(upload.id);
    }
    return {};
  }

  const server = new Server({
    path: UPLOADS_PATH,
    datastore: files,
    locker,
    relativeLocation: true,
    maxSize: BLOB_LIMIT,
    namingFunction: (request) =>
      `${quotas.uploadPrefix(callerOf(request))}${crypto.randomUUID().replaceAll('-', '')}`,
    getFileIdFromRequest: (request, id) =>
      id?.startsWith(`${callerOf(request).organisationId}_`) && /^[0-9a-f_-]+$/.test(id) ? id : undefined,
    async onUploadCreate(request, upload) {
      const caller = callerOf(request);
      if (!upload.size) throw new HttpProblem('length-missing');
      const metadata = metadataSchema.safeParse(upload.metadata);
      if (!metadata.success) throw new HttpProblem('upload-undescribed');
      await quotas.admitUpload(caller, { id: upload.id, bytes: upload.size });
      begun.set(request, upload.id);
      return { metadata: metadata.data };
    },
    onUploadFinish: finish,
    onResponseError(request, error) {
      if (error instanceof Error) failures.set(request, error);
      return undefined;
    },
  });

  await expiring.deleteExpired();
  const sweeper = setInterval(() => void expiring.deleteExpired().catch(() => undefined), SWEEP_EVERY);
  sweeper.unref();

  return {
    async handle(request, caller) {
      callers.set(request, caller);
      const response = await server
        .handleWeb(request)
        .finally(() => quotas.settled(begun.get(request) ?? ''));
      const { status, headers } = response;
      const error = status < 400 ? null : (failures.get(request) ?? refusalOf(status, await response.text()));
      return { status, headers, error };
    },
    close: () => clearInterval(sweeper),
  };
}

/** The protocol's own refusals are plain text; a caller of ours reads problems. */
function refusalOf(status: number, text: string): HttpProblem {
  const internal = text.trim().slice(0, 300);
  // What of the protocol is not offered, such as joining uploads, is the asker's mistake.
  if (status === 501) return new HttpProblem('upload-refused', { status: 400, internal });
  if (status >= 500) return new HttpProblem('unforeseen', { internal });
  if (status === 413) return new HttpProblem('file-too-large', { params: { maximum: BLOB_LIMIT }, internal });
  if (status === 404 || status === 410) return new HttpProblem('upload-unknown', { status, internal });
  return new HttpProblem('upload-refused', { status, internal });
}
