import {
  type CaptureManifest,
  type CaptureSeal,
  type EvidenceFile,
  type PageArea,
  timeWindow,
  type WindowEnd,
} from '@marketsafe/contract';
import {
  boundInUtc,
  claimedSentence,
  clockSentence,
  coverageSentences,
  deviceLines,
  formatBytes,
  formatLocalTime,
  type Line,
  marketplaceName,
  methodName,
  networkLines,
  noUpperBound,
  pictureLabel,
  profileName,
  recordDescription,
  shownBySentence,
  timeStampLine,
  windowLine,
} from '@marketsafe/words';
import type { CaptureRow, MaskBox, MaskRow, SealRow } from '../database/capture-rows.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { canBeMasked, listingAreasOf, viewerAreasOf } from '../masking/masked-copies.ts';
import { limitationNotes } from './capture-views.ts';
import { type FactRow, factRows } from './fact-rows.ts';

/** Everything that one capture's screen is made of. */
export interface EvidenceSource {
  capture: CaptureRow;
  draft: DraftRow;
  mask: MaskRow | undefined;
  seal: SealRow | undefined;
  /** Hashes whose bytes are on this device. */
  held: ReadonlySet<string>;
}

/** A picture of a capture and what of it is painted over before it goes out. */
interface PictureView {
  path: string;
  label: string;
  area: PageArea;
  /** Where it shows the viewer. */
  regions: PageArea[];
  /** What of it may be shown: the listing. */
  listing: PageArea[];
  /** A masked copy of it may go out. */
  goesOut: boolean;
  held: boolean;
}

interface WindowView {
  /** Both ends in one line, as far as anything shows them. */
  line: string;
  notBefore: { at: string; says: string } | null;
  /** Earliest first: each bounds the time from above by itself. */
  notAfter: { at: string; says: string }[];
  /** Why nothing more, or nothing yet, bounds it from above; null where a time-stamp does. */
  waiting: string | null;
  /** Who set the time-stamp. */
  authority: string | null;
  /** What the device's own clock said, and how it stood to the program's. */
  claimed: string;
  clock: string;
}

interface FileView {
  path: string;
  what: string;
  size: string;
  sha256: string;
  held: boolean;
}

/** A capture as its screen shows it. */
export interface EvidenceView {
  captureId: string;
  draftId: string;
  title: string | null;
  listing: string;
  capturedAt: string;
  profile: string;
  /** How much of the page the pictures show, in sentences. */
  coverage: string[];
  /** The report is finished: what may go out is made. */
  isFinished: boolean;
  pictures: PictureView[];
  boxes: MaskBox[];
  /** When the whole page was released to go out; null where it was not. */
  releasedAt: string | null;
  window: WindowView;
  limitations: string[];
  facts: FactRow[];
  network: Line[];
  device: Line[];
  files: FileView[];
}

const SHOWN: ReadonlySet<EvidenceFile['method']> = new Set(['pixels', 'rendered', 'stitched']);

function pictureViews({ capture, held }: EvidenceSource): PictureView[] {
  return capture.manifest.files.flatMap((file) => {
    const { area, path, sha256 } = file;
    if (!area || !SHOWN.has(file.method)) return [];
    const goesOut = canBeMasked(file);
    return [
      {
        path,
        label: pictureLabel(file),
        area,
        regions: goesOut ? viewerAreasOf(capture, path) : [],
        listing: goesOut ? listingAreasOf(capture, path) : [],
        goesOut,
        held: held.has(sha256),
      },
    ];
  });
}

/** The files of a capture as rows. */
export function fileViews(files: readonly EvidenceFile[], held: ReadonlySet<string>): FileView[] {
  return files.map(({ path, method, bytes, sha256 }) => ({
    path,
    what: methodName(method),
    size: formatBytes(bytes),
    sha256,
    held: held.has(sha256),
  }));
}

/** The record itself as a row of the same. */
export function recordView({ manifestSha256: sha256 }: CaptureRow, held: ReadonlySet<string>): FileView {
  return { path: 'capture.json', what: recordDescription(), size: '', sha256, held: held.has(sha256) };
}

/** Marketplace and number of a listing. */
export function listingName({
  marketplace,
  itemId,
}: Pick<CaptureManifest['listing'], 'marketplace' | 'itemId'>): string {
  return `${marketplaceName(marketplace)} · ${itemId}`;
}

/** Between which times a capture was made, who says so, and what is only the device's claim. */
function windowView({ time }: CaptureManifest, seal: CaptureSeal | undefined): WindowView {
  const window = timeWindow(time, seal, []);
  const isStamped = seal?.timeStamp.state === 'stamped';
  return {
    line: windowLine(window),
    notBefore: window.notBefore && endView(window.notBefore, 'not-before'),
    notAfter: window.notAfter.map((end) => endView(end, 'not-after')),
    waiting: isStamped ? null : seal ? timeStampLine(seal) : noUpperBound(),
    authority: seal?.timeStamp.state === 'stamped' ? seal.timeStamp.authority : null,
    claimed: claimedSentence(time),
    clock: clockSentence(time.skew),
  };
}

function endView({ at, by }: WindowEnd, end: 'not-before' | 'not-after'): { at: string; says: string } {
  return { at: boundInUtc(at, end), says: shownBySentence(by) };
}

/** Works out a capture's screen. */
export function evidenceView(source: EvidenceSource): EvidenceView {
  const { capture, draft, mask, seal, held } = source;
  const { manifest, captureId } = capture;
  const item = draft.evidence.find((candidate) => candidate.captureId === captureId);
  return {
    captureId,
    draftId: draft.draftId,
    title: draft.target.title ?? null,
    listing: listingName(manifest.listing),
    capturedAt: formatLocalTime(capture.capturedAt),
    profile: profileName(manifest.profile),
    coverage: coverageSentences(manifest),
    isFinished: draft.state === 'finished',
    pictures: pictureViews(source),
    boxes: mask?.boxes ?? [],
    releasedAt: mask?.release ? formatLocalTime(Date.parse(mask.release.at)) : null,
    window: windowView(manifest, seal?.seal),
    limitations: limitationNotes(manifest),
    facts: factRows(manifest.listing.facts),
    network: networkLines(manifest.request),
    device: deviceLines(manifest, capture.signature),
    files: [
      recordView(capture, held),
      ...fileViews(manifest.files, held),
      ...fileViews(item?.masked ?? [], held),
    ],
  };
}
