import {
  ADAPTER_VERSIONS,
  type CaptureManifest,
  type ClippedPart,
  type EvidenceFile,
  type Exchange,
  type KeyFacts,
  type Limitation,
  type ListingFacts,
  type PageAddress,
  type PageArea,
  recogniseAddress,
} from '@marketsafe/contract';
import type { ViewerTraces } from '../database/capture-rows.ts';
import type { NewFile } from '../drafts/drafts.ts';
import { hashedBlob, hashOfBlob } from './known-hash.ts';
import type { PageCopy, PagePosition, PageSample, PageTraces } from './page-sample.ts';

/** The address of one listing. */
export type CapturedAddress = Pick<PageAddress, 'marketplace' | 'scope'> & {
  itemId: string;
  canonicalUrl: string;
};

/** The picture of a moment, or why there is none. */
export type Picture =
  | { method: 'pixels'; png: Blob }
  | { method: 'rendered'; png: Blob; limitations: Limitation[] }
  | { method: 'none'; limitations: Limitation[] };

/** How a page answered: before its picture was taken, only after it, or not at all. */
export type Answered = 'first' | 'late' | 'never';

/** What the worker knows of the tab beside what its page says. */
export interface TabFacts {
  incognito: boolean;
  /** 1 is 100 %. */
  zoom: number;
  /** Absent where the extension did not see the page load. */
  exchange?: Exchange | undefined;
}

/**
 * Everything a capture took at one moment, without the bytes: plain data, so that it can be put on disk and the capture be finished
 * by another worker than the one that began it.
 */
export interface Moment {
  captureId: string;
  listing: CapturedAddress;
  /** Unix milliseconds. */
  startedAt: number;
  /** From then until its picture was there, in milliseconds; absent without one, and in captures that an earlier version began. */
  pictureMs?: number;
  tab: TabFacts;
  position: PagePosition;
  /** The page never answered: of `position` only address and window are known, of `page` only the title. */
  silent?: true;
  /** Where in the picture, in CSS pixels of the window, the page's button stands or may stand. */
  button?: PageArea;
  page: {
    title: string;
    language: string;
    width: number;
    height: number;
    imagesUnfinished: number;
    /** Parts that hold more than they showed. Absent in captures that an earlier version began. */
    clipped?: ClippedPart[];
  };
  facts: ListingFacts;
  /** Readings of the key facts, where they did not stay the same. */
  changed?: KeyFacts[];
  /** The addresses that the page gave itself, where there was more than one. */
  addresses?: string[];
  wall?: string;
  adapter?: CaptureManifest['tool']['adapter'];
  viewer: ViewerTraces;
  files: EvidenceFile[];
  limitations: Limitation[];
}

/** Hashes some bytes and names them as a file of a capture. */
export async function newFile(bytes: Blob, about: Omit<EvidenceFile, 'sha256' | 'bytes'>): Promise<NewFile> {
  return { bytes, file: { ...about, sha256: await hashOfBlob(bytes), bytes: bytes.size } };
}

async function filesOf(
  { position }: PageSample,
  { picture, copy, answered }: Pick<MomentParts, 'picture' | 'copy' | 'answered'>,
): Promise<NewFile[]> {
  const files: Promise<NewFile>[] = [];
  const { x, y, width, height } = position;
  // Nobody knows what part of a silent page its window shows.
  const area = answered === 'never' ? {} : { area: { x, y, width, height } };
  if (picture.method === 'pixels') {
    const about = { path: 'viewport.png', type: 'image/png', role: 'evidentiary', method: 'pixels' } as const;
    files.push(newFile(picture.png, { ...about, ...area }));
  } else if (picture.method === 'rendered') {
    const about = { path: 'rendered.png', type: 'image/png', role: 'working', method: 'rendered' } as const;
    files.push(newFile(picture.png, { ...about, ...area }));
  }
  if (copy && copy.html !== '') {
    const html = hashedBlob(new TextEncoder().encode(copy.html), 'text/html');
    const about = {
      path: 'snapshot.html',
      type: 'text/html',
      role: 'evidentiary',
      method: 'snapshot',
    } as const;
    files.push(newFile(html, about));
  }
  return Promise.all(files);
}

/** The wall that the page showed: as it was read, or where reading failed as its own address says. */
function wallOf({ reading, position }: PageSample): string | undefined {
  if (reading) return reading.kind === 'wall' ? (reading.wall ?? 'unknown') : undefined;
  return recogniseAddress(position.url)?.challenge;
}

function limitationsOf(
  sample: PageSample,
  { picture, copy, answered, changed = [], switchedOff, tab: { exchange } }: MomentParts,
  wall: string | undefined,
): Limitation[] {
  return [
    ...(picture.method === 'pixels' ? [] : picture.limitations),
    ...(answered === 'never' ? (['page-silent'] as const) : []),
    ...(answered === 'late' ? (['page-late'] as const) : []),
    ...(copy?.truncated ? (['snapshot-truncated'] as const) : []),
    ...(copy ? [] : (['snapshot-failed'] as const)),
    ...(copy?.framesLeftOut ? (['snapshot-frames-left-out'] as const) : []),
    ...(copy?.stylesLeftOut ? (['snapshot-styles-left-out'] as const) : []),
    ...(sample.reading ? [] : (['facts-failed'] as const)),
    ...(changed.length > 1 ? (['facts-changed'] as const) : []),
    ...(switchedOff && wall === undefined ? (['reading-switched-off'] as const) : []),
    ...(wall === undefined ? [] : (['wall'] as const)),
    ...(sample.imagesUnfinished > 0 ? (['images-unfinished'] as const) : []),
    ...(exchange ? [] : (['network-unseen'] as const)),
    ...(exchange?.cut ? (['network-cut'] as const) : []),
    ...(exchange && exchange.serverAddress === undefined ? (['server-address-unknown'] as const) : []),
    // No browser gives an extension the certificate without a permission that warns.
    'certificate-unknown',
  ];
}

/** What a moment is put together from, beside the sample. */
export interface MomentParts {
  captureId: string;
  listing: CapturedAddress;
  startedAt: number;
  pictureMs?: number;
  tab: TabFacts;
  /** The program has switched off the reading of this marketplace's pages: the sample holds no facts. */
  switchedOff: boolean;
  picture: Picture;
  copy: PageCopy['snapshot'];
  /** See `PageLook`. */
  clipped: ClippedPart[];
  viewer: PageTraces;
  answered: Answered;
  /** See `Moment`; null where the page has no button. */
  button?: PageArea | null;
  /** Readings of the key facts and addresses of the page, in order, each other than the one before; one is no change. */
  changed?: KeyFacts[];
  addresses?: string[];
}

/**
 * Where the picture shows the viewer and the listing. Of what was read at another moment than the picture's nothing is certain: no copy of
 * it goes out by itself, and of what a person lets go out the extension's own button is painted over as well.
 */
export function viewerOf(
  viewer: PageTraces,
  { position }: Pick<PageSample, 'position'>,
  { answered, button }: Pick<MomentParts, 'answered' | 'button'>,
): ViewerTraces {
  if (answered === 'first') return viewer;
  const ours = button ? [{ ...button, x: button.x + position.x, y: button.y + position.y }] : [];
  return { areas: [...viewer.areas, ...ours], texts: viewer.texts, regions: [] };
}

/** Puts together what was taken: hashes the picture and the page copy, and says what is missing. */
export async function momentOf(
  sample: PageSample,
  parts: MomentParts,
): Promise<{ moment: Moment; files: NewFile[] }> {
  const {
    captureId,
    listing,
    startedAt,
    pictureMs,
    tab,
    answered,
    button,
    changed = [],
    addresses = [],
  } = parts;
  const files = await filesOf(sample, parts);
  const wall = wallOf(sample);
  const facts = sample.reading?.facts ?? {};
  const { marketplace } = listing;
  const moment: Moment = {
    captureId,
    listing,
    startedAt,
    ...(pictureMs !== undefined && parts.picture.method !== 'none' && { pictureMs }),
    tab,
    position: sample.position,
    ...(answered === 'never' && { silent: true }),
    // Where it could be hidden in time, it is not in the picture.
    ...(answered !== 'first' && button && { button }),
    page: {
      title: sample.title,
      language: sample.language,
      width: sample.documentWidth,
      height: sample.documentHeight,
      imagesUnfinished: sample.imagesUnfinished,
      clipped: parts.clipped,
    },
    facts,
    ...(changed.length > 1 && { changed }),
    ...(addresses.length > 1 && { addresses }),
    ...(wall !== undefined && { wall }),
    // What read the facts, where something did.
    ...(Object.keys(facts).length > 0 && {
      adapter: { id: marketplace, version: ADAPTER_VERSIONS[marketplace] },
    }),
    viewer: viewerOf(parts.viewer, sample, parts),
    files: files.map(({ file }) => file),
    limitations: limitationsOf(sample, parts, wall),
  };
  return { moment, files };
}
