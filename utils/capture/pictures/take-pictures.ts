import type { CaptureProfile, EvidenceFile, Limitation } from '@marketsafe/contract';
import { mayBeDecoded, type PictureKind, sniffPicture } from '@marketsafe/evidence';
import type { ReporterDatabase } from '../../database/database.ts';
import { addBlobs } from '../../drafts/blobs.ts';
import type { NewFile } from '../../drafts/drafts.ts';
import { type Moment, newFile } from '../moment.ts';
import { scriptAnswer } from '../page-sample.ts';
import { MAX_PICTURE_PIXELS } from '../platform.ts';
import { type FoundPicture, foundPictures } from './picture-call.ts';

/** What taking a listing's pictures needs of the browser. */
export interface PictureDeps {
  /** Runs `collectPictures` in the tab's page and gives its raw answer. */
  collect: (tabId: number, addresses: readonly string[]) => Promise<unknown>;
  /** See `differenceHash`. */
  hash: (picture: Blob) => Promise<string>;
}

/** The listing's own pictures as files of the capture. */
export interface TakenPictures {
  files: NewFile[];
  limitations: Limitation[];
}

const ENDINGS: Readonly<Record<PictureKind['type'], string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** Whether the listing's pictures belong to this capture: of a whole page, where the facts name some. */
export function wantsPictures(
  profile: CaptureProfile,
  { facts, wall }: Pick<Moment, 'facts' | 'wall'>,
): boolean {
  return profile === 'full' && wall === undefined && facts.images !== undefined;
}

async function fileOf({ index, url, base64 }: FoundPicture, deps: PictureDeps): Promise<NewFile | null> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const kind = sniffPicture(bytes);
  // A page may serve anything under a picture's address, and a small file may decode to gigabytes.
  if (!kind || kind.width * kind.height > MAX_PICTURE_PIXELS || !mayBeDecoded(kind)) return null;
  const picture = new Blob([bytes], { type: kind.type });
  return newFile(picture, {
    path: `picture-${String(index + 1).padStart(2, '0')}.${ENDINGS[kind.type]}`,
    type: kind.type,
    role: 'evidentiary',
    method: 'fetched',
    url,
    perceptualHash: await deps.hash(picture),
  });
}

/**
 * The bytes of the listing's own pictures, as the page shows them, each with its hash and one that finds it again where it was
 * re-encoded. What cannot be had, or is no picture, is left out, and the record says so; never rejects. Decoded one after another.
 */
export async function takePictures(
  deps: PictureDeps,
  tabId: number,
  addresses: readonly string[],
): Promise<TakenPictures> {
  const answer = scriptAnswer.safeParse(await deps.collect(tabId, addresses).catch(() => null));
  const found =
    answer.success && answer.data.ok ? foundPictures.safeParse(answer.data.value).data : undefined;
  const files = new Map<string, NewFile>();
  let kept = 0;
  for (const picture of (found ?? []).toSorted((one, other) => one.index - other.index)) {
    const file = await fileOf(picture, deps).catch(() => null);
    if (!file) continue;
    kept += 1;
    // The same bytes under two addresses are one file.
    if (!files.has(file.file.sha256)) files.set(file.file.sha256, file);
  }
  return {
    files: [...files.values()],
    limitations: kept < addresses.length ? ['listing-images-missing'] : [],
  };
}

/**
 * Puts pictures on disk beside a capture that is under way. What there is no room for is left out: everything else is kept already.
 * @returns the files, and what the record has to say
 */
export async function keepPictures(
  db: ReporterDatabase,
  { captureId, startedAt }: Pick<Moment, 'captureId' | 'startedAt'>,
  { files, limitations }: TakenPictures,
): Promise<{ pictures: EvidenceFile[]; limitations: Limitation[] }> {
  const pictures = files.map(({ file }) => file);
  try {
    await db.transaction('rw', db.blobs, db.captureJobs, async () => {
      await addBlobs(db, files, startedAt);
      await db.captureJobs.update(captureId, { pictures });
    });
    return { pictures, limitations };
  } catch (error) {
    console.error(error);
    return { pictures: [], limitations: ['listing-images-missing'] };
  }
}
