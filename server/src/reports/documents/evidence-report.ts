import { filledFields } from '@marketsafe/contract';
import { boxed, english, fields, given, heading, pair, pairList, quoted, titleBlock } from '../pdf/blocks.ts';
import { ALARM, HASH, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import type { ReportSource } from '../source/gather.ts';
import { moment, stateName } from '../words/names.ts';
import type { Words } from '../words/types.ts';
import { captureName, capturePart, type Files } from './capture-part.ts';
import { declarationWords, listingFields, rightFields, statement } from './claim-fields.ts';
import { custodyTable } from './custody-part.ts';
import { particularsPart } from './particulars-part.ts';

const TITLE: Words = { en: 'Evidence report', zh: '证据报告' };
const CONFIDENTIAL: Words = { en: 'CONFIDENTIAL', zh: '机密' };

/** Begins the evidence report of a claim; nothing is drawn yet. */
export function beginEvidenceReport({ claim, madeAt }: ReportSource): Promise<Sheet> {
  return Sheet.begin({
    title: TITLE,
    subject: claim.number,
    mark: { words: CONFIDENTIAL, color: ALARM },
    foot: {
      en: 'This report describes the evidence; the evidence is the files that it names.',
      zh: '本报告仅对证据加以说明；证据为报告所列文件本身。',
    },
    date: madeAt,
  });
}

/** Draws the evidence report: originals and everything that is known. Confidential. */
export async function drawEvidenceReport(sheet: Sheet, files: Files, source: ReportSource): Promise<void> {
  const { claim, captures, madeAt } = source;
  titleBlock(sheet, TITLE, claim.number);
  boxed(sheet, {
    en: 'Confidential: it shows originals with data of persons, and names people and devices. Do not give it to a marketplace or a seller; the disclosure report is for that.',
    zh: '机密：本报告含有载有个人信息的原件，并涉及人员与设备。请勿提供给平台或卖家；对外请使用披露报告。',
  });
  fields(sheet, [
    { label: { en: 'Claim', zh: '举报编号' }, value: [english(claim.number, STRONG)] },
    {
      label: { en: 'State', zh: '状态' },
      value: [given(`${stateName(claim.state).en} ${stateName(claim.state).zh}`)],
    },
    {
      label: { en: 'Received', zh: '收到时间' },
      value: [given(`${moment(claim.receivedAt)}, from 来自 ${claim.submittedBy.name}`)],
    },
    { label: { en: 'For', zh: '举报方' }, value: [given(source.organisationName)] },
    {
      label: { en: 'Claim as received', zh: '举报原文哈希值' },
      value: [english(`SHA-256 ${claim.bodySha256}`, HASH)],
    },
    {
      label: { en: 'Captures', zh: '取证次数' },
      value: [english(String(captures.length))],
    },
    { label: { en: 'Report made', zh: '报告生成' }, value: [english(moment(madeAt.toISOString()))] },
  ]);

  heading(sheet, { en: '1  Listing', zh: '商品' });
  fields(sheet, listingFields(claim.target));
  heading(sheet, { en: '2  Right and reason', zh: '权利与理由' });
  fields(sheet, rightFields(source.right, claim.reason));
  heading(sheet, { en: 'Statement, as given with the claim', zh: '举报说明（原文）' }, { level: 2 });
  quoted(sheet, statement(claim.explanation));
  heading(sheet, { en: 'Declared with the claim', zh: '举报时的声明' }, { level: 2 });
  pairList(sheet, declarationWords(claim.declarations));
  await particularsPart(sheet, files, filledFields(claim.particulars), { withConsents: true });

  for (const [index, capture] of captures.entries()) {
    const name = captureName(index);
    await capturePart(sheet, files, capture, {
      en: `${index + 3}  ${name.en} of ${captures.length}`,
      zh: `${name.zh}（共 ${captures.length} 次）`,
    });
  }

  const next = captures.length + 3;
  heading(sheet, { en: `${next}  Custody`, zh: '保管与流转' }, { room: 130 });
  pair(sheet, {
    en: 'From the device’s record, the times at which files arrived, and the organisation’s audit chain, in which each entry holds the hash of the one before it. Exports are recorded; looking at the claim in the console is not.',
    zh: '根据设备记录、文件送达时间以及机构审计链（每条记录含前一条的哈希值）编制。导出会被记录，在控制台中查看举报不予记录。',
  });
  custodyTable(sheet, source, captureName);

  heading(sheet, { en: `${next + 1}  How to check it`, zh: '核验方法' });
  pairList(sheet, CHECKING, { marks: (index) => `${index + 1}.` });
  sheet.end();
}

const CHECKING: readonly Words[] = [
  {
    en: 'This report is a description. Ask for the evidence package of the claim: it holds every file named here byte for byte, the records, signatures, receipts and time-stamps, and VERIFY.txt with the commands.',
    zh: '本报告仅为说明。请索取该举报的证据包：其中逐字节含有本报告所列全部文件、记录、签名、回执和时间戳，以及载有核验命令的 VERIFY.txt。',
  },
  {
    en: 'Compute the SHA-256 of a file with any tool (for instance sha256sum FILE) and compare all 64 digits with the ones printed here and in the capture’s record (capture.json).',
    zh: '用任何工具（例如 sha256sum 文件名）计算文件的 SHA-256 值，并将全部 64 位与本报告及取证记录（capture.json）所载核对。',
  },
  {
    en: 'The record names the hash of every file of the capture and was signed by the device: openssl dgst -sha256 -verify with the device’s public key. The program’s keys, with which it vouches for devices and signs receipts, are published by the program at /v1/keys.',
    zh: '取证记录载有每个文件的哈希值，并由设备签名：可用设备公钥执行 openssl dgst -sha256 -verify 核验。项目方用于为设备作保及签发回执的公钥公布于 /v1/keys。',
  },
  {
    en: 'The time-stamp is a token under RFC 3161: openssl ts -verify with the authority’s root certificate, taken from the authority itself.',
    zh: '时间戳为 RFC 3161 令牌：请使用直接取自时间戳机构的根证书执行 openssl ts -verify 核验。',
  },
  {
    en: 'Pictures in this report were reduced or encoded anew to be printed. Only the files are the evidence.',
    zh: '本报告中的图片为便于打印而经过缩小或重新编码。仅文件本身为证据。',
  },
  {
    en: 'Text from a page is printed as it was read. Characters that would be invisible, would change the order of the text, or that the report’s fonts lack, are printed by their Unicode numbers in brackets, as [U+202E].',
    zh: '网页文字按读取内容打印。不可见字符、会改变文字顺序的字符以及本报告字体不含的字符，以方括号内的 Unicode 编号表示，例如 [U+202E]。',
  },
];
