import { formatUtc, m, marketplaceName } from '@marketsafe/words';
import { boxed, english, fields, given, heading, pair, pairList, titleBlock } from '../pdf/blocks.ts';
import { both, said, type Words } from '../pdf/both.ts';
import { ALARM, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import { signatureBlock } from '../pdf/signature-block.ts';
import { type CheckedFile, type Comparison, compareFiles, compareStored } from '../source/check-files.ts';
import { allCaptures, type ReportSource, type SourceCapture } from '../source/gather.ts';
import { captureWords, type Files, limitationWords, numbered } from './capture-part.ts';
import {
  ABOUT_THE_SIGNER,
  ACCURACY,
  BEFORE_SIGNING,
  BLANK,
  DECLARATION,
  OWN_COMPARISON,
  PROCESS,
} from './certificate-texts.ts';
import { fileLines, filesTable, recordLine } from './files-part.ts';
import { windowWords } from './window-part.ts';

/** Large across each page; in English, which is what is signed. */
const WATERMARK = 'DRAFT';

/** Begins the draft certificate of a claim; nothing is drawn yet. */
export function beginCertificate({ claim, madeAt }: ReportSource): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.certificate_short_title),
    subject: claim.number,
    mark: { words: said(m.certificate_mark), color: ALARM },
    foot: said(m.certificate_foot),
    watermark: WATERMARK,
    date: madeAt,
  });
}

/** What became of the comparison of one capture's record and files. */
interface ComparedCapture {
  capture: SourceCapture;
  record: Comparison;
  files: CheckedFile[];
}

async function compareAll({ store, organisationId }: Files, captures: readonly SourceCapture[]) {
  const compared: ComparedCapture[] = [];
  for (const capture of captures) {
    const { item } = capture;
    compared.push({
      capture,
      record: await compareStored(store, organisationId, item.manifestSha256),
      files: await compareFiles(store, organisationId, [...item.files, ...item.masked]),
    });
  }
  return compared;
}

/** Draws the draft: who certifies, what process, which hashes, the declaration to sign; the files and limits as annexes. */
export async function drawCertificate(sheet: Sheet, files: Files, source: ReportSource): Promise<void> {
  const { claim, madeAt } = source;
  const compared = await compareAll(files, allCaptures(source));
  const comparedAt = new Date().toISOString();
  coverNote(sheet, claim.number);
  sheet.newPage();
  const { en, zh } = said(m.certificate_rules);
  titleBlock(sheet, said(m.certificate_title), `${en} ${zh} · ${claim.number}`);
  fields(
    sheet,
    [m.certificate_label_court, m.certificate_label_case, m.certificate_label_case_number].map((label) => ({
      label: said(label),
      value: [english(BLANK.en)],
    })),
  );
  heading(sheet, numbered(1, said(m.certificate_part_person)));
  pairList(sheet, ABOUT_THE_SIGNER, paragraphs(1));
  heading(sheet, numbered(2, said(m.certificate_part_records)));
  pairList(sheet, [recordsWords(source)], paragraphs(2));
  heading(sheet, numbered(3, said(m.certificate_part_process)));
  pairList(sheet, PROCESS, paragraphs(3));
  heading(sheet, numbered(4, said(m.certificate_part_result)));
  pairList(sheet, ACCURACY, paragraphs(4));
  heading(sheet, numbered(5, said(m.certificate_part_identification)));
  identification(sheet, compared, comparedAt);
  heading(sheet, numbered(6, said(m.certificate_part_declaration)), { room: 290 });
  pairList(sheet, DECLARATION, paragraphs(6));
  signatureBlock(sheet);

  await sheet.waitForReader();
  annexes(sheet, compared, comparedAt);
  pair(
    sheet,
    both((language) =>
      m.certificate_drafted({ at: formatUtc(madeAt.getTime(), language) }, { locale: language }),
    ),
    SMALL,
  );
  sheet.end();
}

/** English is what is signed and has more of the width. */
const paragraphs = (part: number) => ({ marks: (index: number) => `${part}.${index + 1}`, share: 0.57 });

function coverNote(sheet: Sheet, number: string): void {
  titleBlock(sheet, said(m.certificate_cover_title), number);
  boxed(sheet, said(m.certificate_cover_warning));
  heading(sheet, said(m.certificate_cover_heading), { level: 2 });
  pairList(sheet, BEFORE_SIGNING);
}

function recordsWords(source: ReportSource): Words {
  const { claim } = source;
  const { target, number, receivedAt } = claim;
  return both((language) =>
    m.certificate_records(
      {
        count: allCaptures(source).length,
        item: target.itemId,
        marketplace: marketplaceName(target.marketplace, language),
        address: target.canonicalUrl,
        number,
        at: formatUtc(receivedAt, language),
      },
      { locale: language },
    ),
  );
}

function identification(sheet: Sheet, compared: readonly ComparedCapture[], comparedAt: string): void {
  const all = compared.flatMap(({ record, files }) => [record, ...files.map(({ comparison }) => comparison)]);
  const count = all.length;
  const faults = all.filter((comparison) => comparison !== 'matches').length;
  const comparison = both((language) => {
    const at = formatUtc(comparedAt, language);
    return faults === 0
      ? m.certificate_compared_match({ at, count }, { locale: language })
      : m.certificate_compared_faults({ at, count, faults }, { locale: language });
  });
  pairList(sheet, [said(m.certificate_hash_is), comparison, OWN_COMPARISON], paragraphs(5));
  if (faults > 0) boxed(sheet, said(m.certificate_do_not_certify));
}

function annexes(sheet: Sheet, compared: readonly ComparedCapture[], comparedAt: string): void {
  sheet.newPage();
  heading(sheet, said(m.certificate_annex_files));
  pair(
    sheet,
    both((language) =>
      m.certificate_annex_files_about({ at: formatUtc(comparedAt, language) }, { locale: language }),
    ),
    SMALL,
  );
  for (const [index, { capture, record, files }] of compared.entries()) {
    heading(sheet, numbered(`A.${index + 1}`, captureWords(index)), { level: 2, room: 110 });
    fields(sheet, [
      { label: said(m.documents_label_address_opened), value: [given(capture.item.sourceUrl)] },
      { label: said(m.documents_label_capture), value: [english(capture.item.captureId, STRONG)] },
    ]);
    filesTable(sheet, [recordLine(capture.item.manifestSha256, record), ...fileLines(files)]);
  }
  heading(sheet, said(m.certificate_annex_times));
  for (const [index, { capture }] of compared.entries()) {
    heading(sheet, numbered(`B.${index + 1}`, captureWords(index)), { level: 2 });
    pairList(sheet, [...windowWords(capture), ...limitationWords(capture)]);
  }
}
