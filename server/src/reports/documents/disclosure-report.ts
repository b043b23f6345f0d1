import {
  english,
  type Field,
  fields,
  given,
  heading,
  pair,
  pairList,
  quoted,
  stacked,
  titleBlock,
} from '../pdf/blocks.ts';
import { BODY, INK, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import type { DisclosedCapture, DisclosedClaim } from '../source/disclosed.ts';
import { LIMITATION_WORDS } from '../words/limitations.ts';
import type { Words } from '../words/types.ts';
import { captureName, type Files } from './capture-part.ts';
import { declarationWords, listingFields, rightFields, statement } from './claim-fields.ts';
import { type FileLine, filesTable } from './files-part.ts';
import { particularsPart } from './particulars-part.ts';
import { capturedPicture, pictures } from './pictures-part.ts';

const TITLE: Words = { en: 'Disclosure report', zh: '披露报告' };

/** Begins the disclosure report of a claim; nothing is drawn yet. */
export function beginDisclosureReport({ number, madeOn }: DisclosedClaim): Promise<Sheet> {
  return Sheet.begin({
    title: TITLE,
    subject: number,
    mark: { words: { en: 'Masked copies only', zh: '仅含遮盖副本' }, color: INK },
    foot: {
      en: 'Holds masked copies only. The originals are kept, signed and sealed, and can be shown to a court.',
      zh: '仅含经遮盖的副本。经签名、封存的原件另行保管，可向法院出示。',
    },
    date: madeOn,
  });
}

/** Draws the disclosure report: what may go to a marketplace, and so to a seller. */
export async function drawDisclosureReport(sheet: Sheet, files: Files, claim: DisclosedClaim): Promise<void> {
  titleBlock(sheet, TITLE, claim.number);
  pair(sheet, {
    en: 'What this report shows of the listing are copies of screenshots in which data of the person who looked at the page are painted over. Who captured the page, with which device and at what moment is left out.',
    zh: '本报告所示商品图片为截图副本，其中浏览者的个人信息已被遮盖。取证人、所用设备及具体时刻均不载明。',
  });
  heading(sheet, { en: '1  Listing', zh: '商品' });
  fields(sheet, listingFields(claim.target));
  heading(sheet, { en: '2  Right and reason', zh: '权利与理由' });
  fields(sheet, rightFields(claim.right, claim.reason));
  heading(sheet, { en: 'Statement, as given with the claim', zh: '举报说明（原文）' }, { level: 2 });
  quoted(sheet, statement(claim.explanation));
  heading(sheet, { en: 'Declared with the claim', zh: '举报时的声明' }, { level: 2 });
  pairList(sheet, declarationWords(claim.declarations));
  await particularsPart(sheet, files, claim.particulars, { withConsents: false });
  for (const [index, capture] of claim.captures.entries()) {
    const name = captureName(index);
    await drawCapture(sheet, files, capture, {
      en: `${index + 3}  ${name.en} of ${claim.captures.length}`,
      zh: `${name.zh}（共 ${claim.captures.length} 次）`,
    });
  }
  heading(sheet, { en: `${claim.captures.length + 3}  How to check it`, zh: '核验方法' });
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
    ...(capture.endedEarly
      ? [{ en: 'The pictures end before the page does.', zh: '图片未覆盖整个网页，提前结束。' }]
      : []),
    ...capture.limitations.map((code) => LIMITATION_WORDS[code]),
  ];
  if (notes.length > 0) pairList(sheet, notes);
  if (capture.pictures.length === 0) {
    pair(sheet, {
      en: 'No masked copy was handed in with this capture: nothing of it is shown.',
      zh: '本次取证未提交遮盖副本，因此不予展示。',
    });
    return;
  }
  await pictures(
    sheet,
    files,
    capture.pictures.map(({ checked, name }) => capturedPicture(checked, name)),
  );
  heading(sheet, { en: 'Files', zh: '文件' }, { level: 2, room: 110 });
  filesTable(sheet, capture.pictures.map(lineOf));
}

function captureFields({ day, signed, received, timeStamped }: DisclosedCapture): Field[] {
  const kept = [
    ...(signed ? ['signed by the device that made it'] : []),
    ...(received ? ['received and receipted by the program'] : []),
    ...(timeStamped ? ['time-stamped by an authority (RFC 3161)'] : []),
  ];
  const zh = [
    ...(signed ? ['由取证设备签名'] : []),
    ...(received ? ['项目方已接收并出具回执'] : []),
    ...(timeStamped ? ['已由时间戳机构加盖时间戳（RFC 3161）'] : []),
  ];
  return [
    {
      label: { en: 'Day of the capture', zh: '取证日期' },
      value: [english(day, STRONG), given(' UTC, by the device’s clock 以设备时钟为准', SMALL)],
    },
    {
      label: { en: 'Original record', zh: '原始记录' },
      value: stacked({ en: kept.join('; ') || 'not known', zh: zh.join('；') || '不详' }, BODY, SMALL),
    },
  ];
}

function lineOf({
  name,
  checked: { file, comparison },
  derivedFrom,
}: DisclosedCapture['pictures'][number]): FileLine {
  return {
    name,
    sha256: file.sha256,
    bytes: file.bytes,
    what: {
      en: 'painted copy of the original with the SHA-256 below',
      zh: '下列哈希值所对应原件的遮盖副本',
    },
    originals: derivedFrom,
    comparison,
  };
}

const CHECKING: readonly Words[] = [
  {
    en: 'The files of this report come in the disclosure package of the claim. Compute the SHA-256 of a file with any tool (for instance sha256sum FILE) and compare all 64 digits.',
    zh: '本报告所列文件见该举报的披露包。用任何工具（例如 sha256sum 文件名）计算文件的 SHA-256 值，并核对全部 64 位。',
  },
  {
    en: 'Each copy names the SHA-256 of the original that it was made from. A court that is shown the originals can follow it into the record that the device signed.',
    zh: '每个副本均载明其原件的 SHA-256 值。法院查看原件时，可据此追溯至设备签名的记录。',
  },
  {
    en: 'Pictures in this report were reduced or encoded anew to be printed. Only the files count.',
    zh: '本报告中的图片为便于打印而经过缩小或重新编码，一切以文件本身为准。',
  },
];
