import type { CaptureManifest, EvidenceFile } from '@marketsafe/contract';
import {
  answerText,
  captureName,
  coverageSentences,
  deviceLines,
  findingSentence,
  formatUtc,
  m,
  profileName,
  recordedLimitation,
  signatureSentence,
  timeStampLine,
  wallSentence,
} from '@marketsafe/words';
import type { BlobStore } from '../../blobs/store.ts';
import {
  boxed,
  english,
  type Field,
  fields,
  given,
  heading,
  pair,
  pairList,
  stacked,
  stackedGiven,
} from '../pdf/blocks.ts';
import { both, bothLists, said, type Words } from '../pdf/both.ts';
import { BODY, HASH, SMALL } from '../pdf/look.ts';
import type { DecodingWatch } from '../pdf/pictures.ts';
import type { Sheet } from '../pdf/sheet.ts';
import { type CheckedFile, compareFiles, compareStored } from '../source/check-files.ts';
import type { SourceCapture } from '../source/gather.ts';
import { factsTable } from './facts.ts';
import { fileLines, filesTable, recordLine } from './files-part.ts';
import { capturedPicture, pictures, thumbnails } from './pictures-part.ts';
import { windowWords } from './window-part.ts';

/** Where files are read from. */
export interface Files {
  store: BlobStore;
  organisationId: string;
  watch?: DecodingWatch | undefined;
}

/** Most of a listing's own pictures that are drawn. */
const MOST_THUMBNAILS = 40;

/** Name of a capture in a claim's documents, counted from 0; with how many there are where that is given. */
export function captureWords(index: number, count?: number): Words {
  return both((language) => captureName(index + 1, count, language));
}

/** The same under a heading's number, which stands before the English. */
export function numbered(number: number | string, { en, zh }: Words): Words {
  return { en: `${number}  ${en}`, zh };
}

function recordFields({ item, manifest, signatureHolds, seal }: SourceCapture): Field[] {
  return [
    { label: said(m.documents_label_address_opened), value: [given(item.sourceUrl)] },
    ...(manifest ? pageFields(manifest) : []),
    {
      label: said(m.documents_label_record),
      value: [
        english(`${item.captureId}\n`, SMALL),
        english(`SHA-256 ${item.manifestSha256}\n`, HASH),
        ...stacked(signatureWords(signatureHolds)),
      ],
    },
    {
      label: said(m.evidence_label_time_stamp),
      value: stackedGiven(
        both((language) => timeStampLine(seal, language)),
        BODY,
        SMALL,
      ),
    },
    ...(manifest ? deviceFields(manifest) : []),
  ];
}

function signatureWords(holds: boolean | null): Words {
  return both((language) => signatureSentence(holds, language));
}

function pageFields(manifest: CaptureManifest): Field[] {
  const { page, request, profile } = manifest;
  const coverage = bothLists((language) => [
    profileName(profile, language),
    ...coverageSentences(manifest, language),
  ]);
  return [
    { label: said(m.documents_label_page_title), value: [given(page.title || '—')] },
    {
      label: said(m.documents_label_covered),
      value: coverage.flatMap((words, index) => [
        ...(index > 0 ? [english('\n', SMALL)] : []),
        ...stacked(words, BODY, SMALL),
      ]),
    },
    ...exchangeFields(request.exchange),
  ];
}

function exchangeFields(exchange: CaptureManifest['request']['exchange']): Field[] {
  if (!exchange) return [];
  const steps = exchange.redirects.map(({ url, status, location }) => `${status} ${url} → ${location}`);
  return [
    {
      label: said(m.documents_label_answer),
      value: [
        ...stackedGiven(
          both((language) => answerText(exchange, language)),
          BODY,
          SMALL,
        ),
        ...steps.flatMap((step) => [english('\n', SMALL), given(step, SMALL)]),
      ],
    },
  ];
}

function deviceFields(manifest: CaptureManifest): Field[] {
  const chinese = deviceLines(manifest, null, 'zh-CN');
  return deviceLines(manifest, null, 'en').map(({ name, value }, index) => ({
    label: { en: name, zh: chinese[index]?.name ?? '' },
    value: stackedGiven({ en: value, zh: chinese[index]?.value ?? value }, BODY, SMALL),
  }));
}

function isPicture({ type }: EvidenceFile): boolean {
  return type.startsWith('image/');
}

/** Pictures that show the page: slices as they were taken. What was put together from them is only drawn where they are not there. */
function pagePictures(files: readonly CheckedFile[]): CheckedFile[] {
  const drawn = files.filter(
    ({ file }) => isPicture(file) && (file.method === 'pixels' || file.method === 'rendered'),
  );
  return drawn.length > 0 ? drawn : files.filter(({ file }) => isPicture(file) && file.method === 'stitched');
}

async function drawPictures(sheet: Sheet, files: Files, checked: readonly CheckedFile[]): Promise<void> {
  const page = pagePictures(checked);
  if (page.length === 0) pair(sheet, said(m.evidence_no_picture));
  await pictures(
    sheet,
    files,
    page.map((one) => capturedPicture(one, one.file.path)),
  );
  const fetched = checked.filter(({ file }) => isPicture(file) && file.method === 'fetched');
  if (fetched.length === 0) return;
  heading(sheet, said(m.documents_heading_listing_pictures), { level: 2, room: 130 });
  await thumbnails(
    sheet,
    files,
    fetched.slice(0, MOST_THUMBNAILS).map((one) => ({ checked: one, name: one.file.path })),
  );
  const count = fetched.length - MOST_THUMBNAILS;
  if (count > 0)
    pair(
      sheet,
      both((locale) => m.documents_pictures_more({ count }, { locale })),
    );
}

/** One capture whole: time, pictures, facts, circumstances, limitations, files. */
export async function capturePart(
  sheet: Sheet,
  files: Files,
  capture: SourceCapture,
  title: Words,
): Promise<void> {
  const { item, manifest } = capture;
  const { store, organisationId } = files;
  const record = await compareStored(store, organisationId, item.manifestSha256);
  const originals = await compareFiles(store, organisationId, item.files);
  const masked = await compareFiles(store, organisationId, item.masked);
  await sheet.waitForReader();

  heading(sheet, title, { room: 160 });
  if (item.wall !== undefined)
    boxed(
      sheet,
      both((language) => wallSentence(item.wall, language)),
    );
  if (record !== 'matches' || !manifest) boxed(sheet, said(m.documents_record_lost));
  if (capture.signatureHolds === false) boxed(sheet, signatureWords(false));
  heading(sheet, said(m.documents_heading_time), { level: 2 });
  pairList(sheet, windowWords(capture));

  heading(sheet, said(m.documents_heading_pictures), { level: 2, room: 200 });
  await drawPictures(sheet, files, originals);

  heading(sheet, said(m.facts_heading), { level: 2, room: 110 });
  if (Object.keys(item.facts).length === 0) pair(sheet, said(m.documents_no_facts));
  else factsTable(sheet, item.facts);

  heading(sheet, said(m.documents_heading_circumstances), { level: 2, room: 90 });
  fields(sheet, recordFields(capture));

  limitationsPart(sheet, capture);

  heading(sheet, said(m.documents_heading_files), { level: 2, room: 110 });
  const now = new Date().toISOString();
  pair(
    sheet,
    both((language) => m.documents_compared({ at: formatUtc(now, language) }, { locale: language })),
    SMALL,
  );
  filesTable(sheet, [recordLine(item.manifestSha256, record), ...fileLines([...originals, ...masked])]);
  await sheet.waitForReader();
}

/** The limitations of a capture's record; none where it is lost. */
export function limitationWords({ item, manifest }: Pick<SourceCapture, 'item' | 'manifest'>): Words[] {
  return (manifest?.limitations ?? []).map((code) =>
    both((language) =>
      recordedLimitation(code, { wall: item.wall, changed: manifest?.listing.changed }, language),
    ),
  );
}

function limitationsPart(sheet: Sheet, capture: SourceCapture): void {
  const words = [
    ...limitationWords(capture),
    ...capture.item.findings.map((code) => both((language) => findingSentence(code, language))),
  ];
  heading(sheet, said(m.documents_heading_limits), { level: 2, room: 60 });
  if (words.length > 0) pairList(sheet, words);
  else pair(sheet, said(capture.manifest ? m.documents_no_limits : m.documents_limits_unknown));
}
