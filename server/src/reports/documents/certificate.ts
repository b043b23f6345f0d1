import { boxed, english, fields, given, heading, pair, pairList, titleBlock } from '../pdf/blocks.ts';
import { ALARM, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import { signatureBlock } from '../pdf/signature-block.ts';
import { type CheckedFile, type Comparison, compareFiles, compareStored } from '../source/check-files.ts';
import type { ReportSource, SourceCapture } from '../source/gather.ts';
import { windowOf } from '../source/window.ts';
import {
  ABOUT_THE_SIGNER,
  ACCURACY,
  BEFORE_SIGNING,
  BLANK,
  BLANK_PLACE,
  DECLARATION,
  PROCESS,
} from '../words/certificate.ts';
import { LIMITATION_WORDS, wallWords } from '../words/limitations.ts';
import { marketplaceName, moment } from '../words/names.ts';
import { windowWords } from '../words/time.ts';
import type { Words } from '../words/types.ts';
import { captureName, type Files } from './capture-part.ts';
import { fileLines, filesTable, recordLine } from './files-part.ts';

const TITLE: Words = {
  en: 'Certification under Rules 902(13) and 902(14)',
  zh: '依据规则 902(13) 及 902(14) 的证明书',
};
const DRAFT: Words = { en: 'DRAFT: NOT SIGNED', zh: '草案：未签署' };

/** Begins the draft certificate of a claim; nothing is drawn yet. */
export function beginCertificate({ claim, madeAt }: ReportSource): Promise<Sheet> {
  return Sheet.begin({
    title: { en: 'Draft certification', zh: '证明书草案' },
    subject: claim.number,
    mark: { words: DRAFT, color: ALARM },
    foot: {
      en: 'Draft made by a program for a person to sign. Not signed by the program. To be reviewed by counsel.',
      zh: '程序生成的草案，供自然人签署。程序不签署，须经律师审阅。中文仅供参考，以英文为准。',
    },
    watermark: 'DRAFT',
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
  const compared = await compareAll(files, source.captures);
  const comparedAt = moment(new Date().toISOString());
  coverNote(sheet, claim.number);
  sheet.newPage();
  titleBlock(sheet, TITLE, `Federal Rules of Evidence 美国联邦证据规则 · ${claim.number}`);
  fields(sheet, [
    { label: { en: 'Court', zh: '法院' }, value: [english(BLANK)] },
    { label: { en: 'Case', zh: '案件' }, value: [english(BLANK)] },
    { label: { en: 'Case number', zh: '案号' }, value: [english(BLANK)] },
  ]);
  heading(sheet, { en: '1  The person who certifies', zh: '证明人' });
  pairList(sheet, ABOUT_THE_SIGNER, numbered(1));
  heading(sheet, { en: '2  The records', zh: '记录' });
  pairList(sheet, [recordsWords(source)], numbered(2));
  heading(sheet, { en: '3  The process (Rule 902(13))', zh: '过程（规则 902(13)）' });
  pairList(sheet, PROCESS, numbered(3));
  heading(sheet, { en: '4  Its result', zh: '过程的结果' });
  pairList(sheet, ACCURACY, numbered(4));
  heading(sheet, { en: '5  Identification of copies (Rule 902(14))', zh: '副本的识别（规则 902(14)）' });
  identification(sheet, compared, comparedAt);
  heading(sheet, { en: '6  Declaration', zh: '声明' }, { room: 290 });
  pairList(sheet, DECLARATION, numbered(6));
  signatureBlock(sheet);

  await sheet.settle();
  annexes(sheet, compared, `${comparedAt}`);
  pair(
    sheet,
    { en: `Drafted ${moment(madeAt.toISOString())}.`, zh: `草案生成于 ${moment(madeAt.toISOString())}。` },
    SMALL,
  );
  sheet.end();
}

/** English is what is signed and has more of the width. */
const numbered = (part: number) => ({ marks: (index: number) => `${part}.${index + 1}`, share: 0.57 });

function coverNote(sheet: Sheet, number: string): void {
  titleBlock(sheet, { en: 'Draft certification: note to counsel', zh: '证明书草案：致律师的说明' }, number);
  boxed(sheet, {
    en: 'DRAFT. Not signed by any person or program. To be reviewed and completed by counsel before use. Take this note off before filing.',
    zh: '草案。未经任何人或程序签署。使用前须由律师审阅并补充完整。提交前请移除本说明。',
  });
  heading(sheet, { en: 'Before anybody signs', zh: '签署前须知' }, { level: 2 });
  pairList(sheet, BEFORE_SIGNING);
}

function recordsWords({ claim, captures }: ReportSource): Words {
  const { target } = claim;
  const place = marketplaceName(target.marketplace);
  return {
    en: `The records are the files listed in Annex A: those of ${captures.length} ${captures.length === 1 ? 'capture' : 'captures'} of item ${target.itemId} on ${place.en} (${target.canonicalUrl}), handed in with claim ${claim.number} and received by the program at ${moment(claim.receivedAt)}.`,
    zh: `记录为附件 A 所列文件，即对 ${place.zh} 商品 ${target.itemId}（${target.canonicalUrl}）的 ${captures.length} 次取证所得文件，随举报 ${claim.number} 提交，项目方于 ${moment(claim.receivedAt)} 收到。`,
  };
}

function identification(sheet: Sheet, compared: readonly ComparedCapture[], at: string): void {
  const all = compared.flatMap(({ record, files }) => [record, ...files.map(({ comparison }) => comparison)]);
  const faults = all.filter((comparison) => comparison !== 'matches').length;
  pairList(
    sheet,
    [
      {
        en: `SHA-256 gives each sequence of bytes a value of 64 hexadecimal digits; a change of a single bit gives another value. Equal values attest that two files are exact duplicates.`,
        zh: 'SHA-256 为任一字节序列给出 64 位十六进制值，任何一位改动都会使其不同。数值相同即表明两个文件完全一致。',
      },
      {
        en: `At ${at} the program computed the SHA-256 of each of the ${all.length} stored files in Annex A anew and compared it with the value that the signed record, or for a masked copy and for the record itself the received claim, names. ${faults === 0 ? 'All match.' : `${faults} DO NOT MATCH OR ARE MISSING; Annex A says which.`}`,
        zh: `程序于 ${at} 重新计算附件 A 所列 ${all.length} 个存储文件的 SHA-256 值，并与签名记录所载数值核对（遮盖副本及记录本身则与收到的举报所载数值核对）。${faults === 0 ? '全部一致。' : `其中 ${faults} 个不一致或缺失，详见附件 A。`}`,
      },
      {
        en: `[    ]  I have myself computed the SHA-256 of each copy offered in evidence, on ${BLANK}, with ${BLANK}, and compared it with the value in Annex A. Each matched.`,
        zh: `[    ]  本人已于 ${BLANK_PLACE} 使用 ${BLANK_PLACE} 亲自计算每个拟提交副本的 SHA-256 值，并与附件 A 核对，均一致。`,
      },
    ],
    numbered(5),
  );
  if (faults > 0) {
    boxed(sheet, {
      en: 'Do not certify the files that do not match or are missing.',
      zh: '请勿就不一致或缺失的文件出具证明。',
    });
  }
}

function annexes(sheet: Sheet, compared: readonly ComparedCapture[], at: string): void {
  sheet.newPage();
  heading(sheet, { en: 'Annex A  Files and their hashes', zh: '附件 A　文件及其哈希值' });
  pair(
    sheet,
    {
      en: `Column “Hash”: comparison of the stored file at ${at}.`,
      zh: `“核对”一栏：存储文件于 ${at} 的核对结果。`,
    },
    SMALL,
  );
  for (const [index, { capture, record, files }] of compared.entries()) {
    const name = captureName(index);
    heading(sheet, { en: `A.${index + 1}  ${name.en}`, zh: name.zh }, { level: 2, room: 110 });
    fields(sheet, [
      {
        label: { en: 'Address as opened', zh: '打开的网址' },
        value: [given(capture.item.sourceUrl)],
      },
      { label: { en: 'Capture', zh: '取证编号' }, value: [english(capture.item.captureId, STRONG)] },
    ]);
    filesTable(sheet, [recordLine(capture.item.manifestSha256, record), ...fileLines(files)]);
  }
  heading(sheet, { en: 'Annex B  Times and limits', zh: '附件 B　时间与局限' });
  for (const [index, { capture }] of compared.entries()) {
    const name = captureName(index);
    const { item, manifest } = capture;
    heading(sheet, { en: `B.${index + 1}  ${name.en}`, zh: name.zh }, { level: 2 });
    pairList(sheet, [
      ...windowWords(windowOf(capture)),
      ...(manifest?.limitations ?? []).map((code) =>
        code === 'wall' && item.wall !== undefined ? wallWords(item.wall) : LIMITATION_WORDS[code],
      ),
    ]);
  }
}
