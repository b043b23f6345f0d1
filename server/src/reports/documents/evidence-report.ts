import { filledFields } from '@marketsafe/contract';
import { declaredInSentence, formatUtc, m, stateName } from '@marketsafe/words';
import {
  boxed,
  english,
  fields,
  given,
  heading,
  pair,
  pairList,
  quoted,
  stackedGiven,
  titleBlock,
} from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { ALARM, BODY, HASH, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import { allCaptures, type ReportSource } from '../source/gather.ts';
import { capturePart, captureWords, type Files, numbered } from './capture-part.ts';
import { declarationWords, listingFields, rightFields, statement } from './claim-fields.ts';
import { custodyTable } from './custody-part.ts';
import { inquiryPart } from './inquiry-part.ts';
import { particularsPart } from './particulars-part.ts';

/** Begins the evidence report of a claim; nothing is drawn yet. */
export function beginEvidenceReport({ claim, madeAt }: ReportSource): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.documents_evidence_title),
    subject: claim.number,
    mark: { words: said(m.documents_evidence_mark), color: ALARM },
    foot: said(m.documents_evidence_foot),
    date: madeAt,
  });
}

/** Draws the evidence report: originals and everything that is known. Confidential. */
export async function drawEvidenceReport(sheet: Sheet, files: Files, source: ReportSource): Promise<void> {
  const { claim, captures, madeAt } = source;
  const count = allCaptures(source).length;
  titleBlock(sheet, said(m.documents_evidence_title), claim.number);
  boxed(sheet, said(m.documents_evidence_warning));
  fields(sheet, [
    { label: said(m.documents_label_claim), value: [english(claim.number, STRONG)] },
    {
      label: said(m.documents_label_state),
      value: [given(beside(both((language) => stateName(claim.state, language))))],
    },
    {
      label: said(m.documents_label_received),
      value: stackedGiven(
        both((language) =>
          m.documents_received_from(
            { at: formatUtc(claim.receivedAt, language), name: claim.submittedBy.name },
            { locale: language },
          ),
        ),
        BODY,
        SMALL,
      ),
    },
    { label: said(m.documents_label_for), value: [given(source.organisationName)] },
    { label: said(m.documents_label_body_hash), value: [english(`SHA-256 ${claim.bodySha256}`, HASH)] },
    { label: said(m.documents_label_captures), value: [english(String(count))] },
    { label: said(m.documents_label_made), value: [english(formatUtc(madeAt.getTime(), 'en'))] },
  ]);

  heading(sheet, numbered(1, said(m.documents_heading_listing)));
  fields(sheet, listingFields(claim.target));
  heading(sheet, numbered(2, said(m.documents_heading_right)));
  fields(sheet, rightFields(source.right, claim.reason));
  heading(sheet, said(m.documents_heading_statement), { level: 2 });
  quoted(sheet, statement(claim.explanation));
  heading(sheet, said(m.documents_heading_declared), { level: 2 });
  pairList(sheet, declarationWords(claim.declarations));
  const { declaredIn } = claim;
  if (declaredIn) {
    const value = stackedGiven(
      both((language) => declaredInSentence(declaredIn, language)),
      BODY,
      SMALL,
    );
    fields(sheet, [{ label: said(m.documents_label_declared_in), value }]);
  }
  await particularsPart(sheet, files, filledFields(claim.particulars), { withConsents: true });

  for (const [index, capture] of captures.entries()) {
    await capturePart(sheet, files, capture, numbered(index + 3, captureWords(index, count)));
  }

  let next = captures.length + 3;
  if (claim.questions.length > 0) {
    await inquiryPart(sheet, files, source, { number: next, first: captures.length, count });
    next += 1;
  }
  heading(sheet, numbered(next, said(m.documents_heading_custody)), { room: 130 });
  pair(sheet, said(m.documents_custody_about));
  custodyTable(sheet, source, captureWords);

  heading(sheet, numbered(next + 1, said(m.documents_heading_checking)));
  pairList(sheet, CHECKING, { marks: (index) => `${index + 1}.` });
  sheet.end();
}

const CHECKING: readonly Words[] = [
  said(m.documents_check_package),
  said(m.documents_check_hash),
  said(m.documents_check_signature),
  said(m.documents_check_time_stamp),
  said(m.documents_check_pictures),
  said(m.documents_check_characters),
];
