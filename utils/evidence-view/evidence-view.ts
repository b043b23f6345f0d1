import { type CaptureManifest, type EvidenceFile, MARKETPLACES, type PageArea } from '@marketsafe/contract';
import type { CaptureRow, MaskRow, SealRow } from '../database/capture-rows.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { formatBytes, formatMoment } from '../hooks/time.ts';
import { canBeMasked, viewerAreasOf } from '../masking/masked-copies.ts';
import { limitationSentences } from './capture-views.ts';
import { type FactRow, factRows } from './fact-rows.ts';
import { type TimeWindow, timeWindow } from './time-window.ts';

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
  /** A masked copy of it goes out. */
  goesOut: boolean;
  held: boolean;
}

/** Something said of a capture, by name. */
interface Row {
  name: string;
  value: string;
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
  covered: string;
  /** The report is finished: what may go out is made. */
  isFinished: boolean;
  pictures: PictureView[];
  boxes: PageArea[];
  window: TimeWindow;
  limitations: string[];
  facts: FactRow[];
  network: Row[];
  device: Row[];
  files: FileView[];
}

const METHODS: Readonly<Record<EvidenceFile['method'], string>> = {
  pixels: 'Screenshot',
  rendered: 'Drawn again, not a screenshot',
  snapshot: 'The page itself',
  fetched: 'Picture of the listing',
  recorded: 'What the browser told',
  stitched: 'Overview, put together',
  painted: 'Masked copy',
};

function labelOf({ path, method }: EvidenceFile): string {
  if (path === 'viewport.png') return 'First picture: the window as it was';
  const slice = /^slice-(\d+)\./.exec(path)?.[1];
  if (method === 'pixels' && slice) return `Slice ${Number(slice)}`;
  return METHODS[method];
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
        label: labelOf(file),
        area,
        regions: goesOut ? viewerAreasOf(capture, path) : [],
        goesOut,
        held: held.has(sha256),
      },
    ];
  });
}

function fileViews(files: readonly EvidenceFile[], held: ReadonlySet<string>): FileView[] {
  return files.map(({ path, method, bytes, sha256 }) => ({
    path,
    what: METHODS[method],
    size: formatBytes(bytes),
    sha256,
    held: held.has(sha256),
  }));
}

function networkRows({ request }: CaptureManifest): Row[] {
  const { exchange } = request;
  const address = { name: 'Address', value: request.url };
  if (!exchange) return [address];
  const said: [string, string | undefined][] = [
    ['Status', exchange.status?.toString()],
    ['Protocol', exchange.protocol],
    ['Server address', exchange.serverAddress],
    [
      'From the browser’s cache',
      exchange.fromCache === undefined ? undefined : exchange.fromCache ? 'yes' : 'no',
    ],
    ...exchange.redirects.map(({ url, status }): [string, string] => [`Redirected (${status}) from`, url]),
    ...exchange.headers.map(({ name, value }): [string, string] => [`Header ${name}`, value]),
  ];
  return [address, ...said.flatMap(([name, value]) => (value ? [{ name, value }] : []))];
}

function deviceRows({ device, operator, tool, env }: CaptureManifest, signature: string): Row[] {
  const { adapter } = tool;
  return [
    { name: 'Device', value: device.deviceId },
    { name: 'Place in its chain', value: `Capture ${device.sequence} of this device` },
    { name: 'Record before it', value: device.previous ?? 'none: it is the first of this device' },
    { name: 'Device’s signature', value: signature },
    {
      name: 'Operator',
      value: operator ? `${operator.userId} of ${operator.organisationId}` : 'nobody was signed in',
    },
    {
      name: 'Made with',
      value: `${tool.name} ${tool.version}, sources ${tool.commit}${adapter ? `, facts read by ${adapter.id} ${adapter.version}` : ''}`,
    },
    { name: 'Browser', value: env.userAgent },
    {
      name: 'Window',
      value: `${env.viewport.width} × ${env.viewport.height} CSS pixels, ${env.devicePixelRatio} device pixels each, zoom ${Math.round(env.zoom * 100)} %`,
    },
  ];
}

/** Works out a capture's screen. */
export function evidenceView(source: EvidenceSource): EvidenceView {
  const { capture, draft, mask, seal, held } = source;
  const { manifest, captureId, manifestSha256 } = capture;
  const { covered } = manifest.page;
  const item = draft.evidence.find((candidate) => candidate.captureId === captureId);
  return {
    captureId,
    draftId: draft.draftId,
    title: draft.target.title ?? null,
    listing: `${MARKETPLACES[manifest.listing.marketplace].name} · ${manifest.listing.itemId}`,
    capturedAt: formatMoment(capture.capturedAt),
    profile: manifest.profile === 'full' ? 'Full page' : 'Quick',
    covered: `${Math.round(covered.height)} of ${Math.round(covered.of)} px of the page’s height`,
    isFinished: draft.state === 'finished',
    pictures: pictureViews(source),
    boxes: mask?.boxes ?? [],
    window: timeWindow(manifest, seal?.seal),
    limitations: limitationSentences(manifest),
    facts: factRows(manifest.listing.facts),
    network: networkRows(manifest),
    device: deviceRows(manifest, capture.signature),
    files: [
      {
        path: 'capture.json',
        what: 'The record of the capture: it names all others',
        size: '',
        sha256: manifestSha256,
        held: held.has(manifestSha256),
      },
      ...fileViews(manifest.files, held),
      ...fileViews(item?.masked ?? [], held),
    ],
  };
}
