import type { ClaimQuestion } from '@marketsafe/contract';
import { answerFileName } from '@marketsafe/evidence';
import { askCauseName, formatUtc, m, wantedList } from '@marketsafe/words';
import { type Field, fields, given, heading, pair, stackedGiven } from '../pdf/blocks.ts';
import { both, said } from '../pdf/both.ts';
import { BODY, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';
import type { ReportSource } from '../source/gather.ts';
import { capturePart, captureWords, type Files, numbered } from './capture-part.ts';
import { ALONE, addedFiles } from './particulars-part.ts';

/**
 * What the program asked about the claim and what was answered, round by round, each answer with its files and captures whole.
 * @param place number of the heading, of the first capture (from 0), and how many captures the document shows in all
 */
export async function inquiryPart(
  sheet: Sheet,
  files: Files,
  { claim, answered }: ReportSource,
  place: { number: number; first: number; count: number },
): Promise<void> {
  heading(sheet, numbered(place.number, said(m.documents_heading_inquiry)), { room: 130 });
  pair(sheet, said(m.documents_inquiry_about));
  let next = place.first;
  for (const [index, question] of claim.questions.entries()) {
    const number = index + 1;
    const title = both((language) =>
      m.documents_inquiry_question(
        { number, cause: askCauseName(question.cause, language) },
        { locale: language },
      ),
    );
    heading(sheet, numbered(`${place.number}.${number}`, title), { level: 2, room: 90 });
    fields(sheet, questionFields(question));
    if (!question.answer) {
      pair(sheet, said(question.state === 'open' ? m.documents_inquiry_open : m.documents_inquiry_closed));
      continue;
    }
    await addedFiles(
      sheet,
      files,
      question.answer.files.map((file, position) => ({
        name: answerFileName(ALONE, index, position, file.type),
        file,
      })),
    );
    for (const capture of answered.get(question.questionId) ?? []) {
      const name = captureWords(next, place.count);
      const about = {
        en: m.documents_inquiry_capture({ capture: name.en, number }, { locale: 'en' }),
        zh: m.documents_inquiry_capture({ capture: name.zh, number }, { locale: 'zh-CN' }),
      };
      await capturePart(sheet, files, capture, about);
      next += 1;
    }
  }
}

function questionFields({ askedAt, by, wanted, text, answer }: ClaimQuestion): Field[] {
  const moment = (at: string, name: string) =>
    stackedGiven(
      both((language) => m.documents_inquiry_by({ at: formatUtc(at, language), name }, { locale: language })),
      BODY,
      SMALL,
    );
  const words = (written: string) =>
    written === '' ? stackedGiven(said(m.documents_inquiry_no_text), BODY, SMALL) : [given(written)];
  return [
    {
      label: said(m.documents_label_asked),
      value: moment(askedAt, by),
    },
    {
      label: said(m.documents_label_wanted),
      value: stackedGiven(
        both((language) => wantedList(wanted, language)),
        BODY,
        SMALL,
      ),
    },
    { label: said(m.inquiry_question), value: words(text) },
    ...(answer
      ? [
          { label: said(m.documents_label_answered), value: moment(answer.answeredAt, answer.by) },
          { label: said(m.documents_label_answer_text), value: words(answer.text) },
        ]
      : []),
  ];
}
