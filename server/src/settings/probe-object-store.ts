import { createHash } from 'node:crypto';
import { StoreAway } from '../blobs/s3/away.ts';
import { openObjects } from '../blobs/s3/objects.ts';
import type { ObjectStoreSettings } from '../blobs/s3/settings.ts';
import { SettingError } from '../setting-error.ts';

/** Object by which it is tried whether the store keeps its word; it stays there. */
const PROBE = 'marketsafe-probe';
const WRONG = `${PROBE}-wrong`;

/** Refusals that say what is wrong, by the setting that is to be corrected. */
const BLAMED: Readonly<Record<string, string>> = {
  NoSuchBucket: 'BLOBS_S3_BUCKET names a bucket that is not there',
  InvalidAccessKeyId: 'BLOBS_S3_ACCESS_KEY_ID is not known there',
  SignatureDoesNotMatch: 'BLOBS_S3_SECRET_ACCESS_KEY does not belong to the key',
  AuthorizationHeaderMalformed: 'BLOBS_S3_REGION is another one there',
  AccessDenied: 'BLOBS_S3_ACCESS_KEY_ID may not read and write there',
  NotImplemented: 'BLOBS_S3_ENDPOINT is a store that knows no conditional writes or no checksums',
  PermanentRedirect: 'BLOBS_S3_ENDPOINT is not the address of this bucket',
};

/**
 * Tries whether an object store does what stored files rest on: it never writes over an object against the request's condition, and refuses
 * bytes that do not have the checksum that they bear. There are stores that say yes to both.
 * @throws SettingError naming what is wrong; StoreAway where it does not answer
 */
export async function probeObjectStore(settings: ObjectStoreSettings): Promise<void> {
  const objects = openObjects(settings);
  const bytes = new Blob(['MarketSafe Reporter tries here whether this store keeps its word.']);
  const sha256 = createHash('sha256')
    .update(Buffer.from(await bytes.arrayBuffer()))
    .digest('hex');
  try {
    await objects.put(PROBE, { bytes, sha256 }, { absent: true });
    if (await objects.put(PROBE, { bytes, sha256 }, { absent: true })) {
      throw unfit(settings, 'writes over objects that a request says must not be there (If-None-Match)');
    }
  } catch (error) {
    throw blamed(settings, error);
  }
  const taken = await objects
    .put(WRONG, { bytes, sha256: createHash('sha256').digest('hex') }, { absent: true })
    .catch((error: unknown) => {
      if (error instanceof StoreAway && error.refusal !== null) return null;
      throw error;
    });
  if (!taken) return;
  await objects.remove(WRONG);
  throw unfit(settings, 'takes bytes in that have another checksum than they bear (x-amz-checksum-sha256)');
}

function unfit({ endpoint }: ObjectStoreSettings, what: string): SettingError {
  return new SettingError(
    `BLOBS_S3_ENDPOINT: the object store at ${endpoint} ${what}. Nothing was changed. Stored files would not be safe there: use another one.`,
  );
}

function blamed({ endpoint }: ObjectStoreSettings, error: unknown): unknown {
  const blame = error instanceof StoreAway && error.refusal !== null ? BLAMED[error.refusal] : undefined;
  if (blame === undefined) return error;
  return new SettingError(`${blame} (${endpoint}). Nothing was changed.`, { cause: error });
}
