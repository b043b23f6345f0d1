import { limitationSentence, m } from '@marketsafe/words';
import { type Field, fields, heading, pair, pairList, quoted, stacked, titleBlock } from '../pdf/blocks.ts';
import { both, said, type Words } from '../pdf/both.ts';
import { BODY, INK, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import type { DisclosedCapture, DisclosedClaim } from '../source/disclosed.ts';
import { captureWords, type Files, numbered } from './capture-part.ts';
import { declarationWords, listingFields, rightFields, statement } from './claim-fields.ts';
import { type FileLine, filesTable } from './files-part.ts';
import { particularsPart } from './particulars-part.ts';
import { capturedPicture, pictures } from './pictures-part.ts';

/** Begins the disclosure report of a claim; nothing is drawn yet. */
export function beginDisclosureReport({ number, madeOn }: DisclosedClaim): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.documents_disclosure_title),
    subject: number,
    mark: { words: said(m.documents_disclosure_mark), color: INK },
    foot: said(m.documents_disclosure_foot),
    date: madeOn,
  });
}

/** Draws the disclosure report: what may go to a marketplace, and so to a seller. */
export async function drawDisclosureReport(sheet: Sheet, files: Files, claim: DisclosedClaim): Promise<void> {
  titleBlock(sheet, said(m.documents_disclosure_title), claim.number);
  pair(sheet, said(m.documents_disclosure_about));
  heading(sheet, numbered(1, said(m.documents_heading_listing)));
  fields(sheet, listingFields(claim.target));
  heading(sheet, numbered(2, said(m.documents_heading_right)));
  fields(sheet, rightFields(claim.right, claim.reason));
  heading(sheet, said(m.documents_heading_statement), { level: 2 });
  quoted(sheet, statement(claim.explanation));
  heading(sheet, said(m.documents_heading_declared), { level: 2 });
  pairList(sheet, declarationWords(claim.declarations));
  await particularsPart(sheet, files, claim.particulars, { withConsents: false });
  for (const [index, capture] of claim.captures.entries()) {
    const title = numbered(index + 3, captureWords(index, claim.captures.length));
    await drawCapture(sheet, files, capture, title);
  }
  heading(sheet, numbered(claim.captures.length + 3, said(m.documents_heading_checking)));
  pairList(sheet, CHECKING, { marks: (index) => `${index + 1}.` });
  sheet.end();
}

async function drawCapture(
  sheet: Sheet,
  files: Files,
  capture: DisclosedCapture,
  title: Words,
): Promise<void> {
  heading(sheet, title, { room: 200 });
  fields(sheet, captureFields(capture));
  const notes = [
    ...(capture.endedEarly ? [said(m.documents_ended_early)] : []),
    ...capture.limitations.map((code) => both((language) => limitationSentence(code, undefined, language))),
  ];
  if (notes.length > 0) pairList(sheet, notes);
  if (capture.pictures.length === 0) {
    pair(sheet, said(m.documents_no_masked));
    return;
  }
  await pictures(
    sheet,
    files,
    capture.pictures.map(({ checked, name }) => capturedPicture(checked, name)),
  );
  heading(sheet, said(m.documents_heading_files), { level: 2, room: 110 });
  filesTable(sheet, capture.pictures.map(lineOf));
}

function captureFields({ day, signed, received, timeStamped }: DisclosedCapture): Field[] {
  const kept = [
    ...(signed ? [m.documents_kept_signed] : []),
    ...(received ? [m.documents_kept_received] : []),
    ...(timeStamped ? [m.documents_kept_stamped] : []),
  ].map((message) => said(message));
  const original: Words =
    kept.length === 0
      ? said(m.documents_kept_unknown)
      : { en: kept.map(({ en }) => en).join('; '), zh: kept.map(({ zh }) => zh).join('；') };
  return [
    {
      label: said(m.documents_label_day),
      value: stacked(
        both((locale) => m.documents_day_by_device({ day }, { locale })),
        STRONG,
        SMALL,
      ),
    },
    { label: said(m.documents_label_original_record), value: stacked(original, BODY, SMALL) },
  ];
}

/** What a copy shows, without who released it. */
const COPIES = { listing: m.documents_masked_listing, page: m.documents_masked_page };

function lineOf({
  name,
  checked: { file, comparison },
  derivedFrom,
  shows,
}: DisclosedCapture['pictures'][number]): FileLine {
  return {
    name,
    sha256: file.sha256,
    bytes: file.bytes,
    what: said(shows ? COPIES[shows] : m.documents_masked_of),
    originals: derivedFrom,
    comparison,
  };
}

const CHECKING: readonly Words[] = [
  said(m.documents_check_disclosed_hash),
  said(m.documents_check_disclosed_original),
  said(m.documents_check_disclosed_pictures),
];
