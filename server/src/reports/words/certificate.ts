import type { Words } from './types.ts';

/** What a person is to know before anything of the draft is signed. */
export const BEFORE_SIGNING: readonly Words[] = [
  {
    en: 'This is a draft that a program filled in from its records. No program can sign it, and nobody has. It is not legal advice. Counsel has to review it and to change whatever does not fit the case, the court or the person who signs.',
    zh: '本文件为程序根据记录填写的草案。程序不能签署，亦无人签署。本文件不构成法律意见，须由律师审阅，并按案件、法院及签署人的情况修改。',
  },
  {
    en: 'Whoever signs declares under penalty of perjury. Sign only what you know yourself or have checked yourself, strike out the rest, and be ready to explain it in court.',
    zh: '签署人须承担伪证罪责任。仅就本人知悉或亲自核实的内容签署，其余予以删除，并准备好在法庭上说明。',
  },
  {
    en: 'Rule 902(13) asks that a qualified person show that a process or system produces an accurate result; Rule 902(14) that data copied from a device, medium or file be authenticated by a process of digital identification, such as the comparison of hash values. Both ask for a certification in the form of Rule 902(11), or for a certification made abroad in a civil case of Rule 902(12).',
    zh: '规则 902(13) 要求由适格人员证明某一过程或系统能产生准确结果；规则 902(14) 要求以数字识别方法（例如比对哈希值）认证从设备、存储介质或文件复制的数据。两者均要求出具符合规则 902(11) 形式的证明；民事案件中于境外作出的证明则适用规则 902(12)。',
  },
  {
    en: 'Before trial or hearing the proponent has to give the other side reasonable written notice of the intent to offer the records, and to make records and certification available so that it can challenge them (Rule 902(11)). The certification settles authenticity only: objections such as hearsay or relevance remain.',
    zh: '在审判或听证前，举证方须以合理的书面通知告知对方拟提交该等记录，并提供记录及证明供其查阅以便提出异议（规则 902(11)）。本证明仅解决真实性问题，传闻、关联性等异议不受影响。',
  },
];

/** A blank to be filled in by hand. */
export const BLANK = '____________________________';
/** Its place in the translation, in which nothing is filled in. */
export const BLANK_PLACE = '________';

/** The person, and what makes the person fit to certify. */
export const ABOUT_THE_SIGNER: readonly Words[] = [
  {
    en: `My name is ${BLANK}. I am over eighteen years of age and competent to make this certification. My title is ${BLANK}, with ${BLANK}.`,
    zh: `本人姓名：${BLANK_PLACE}。本人年满十八周岁，具备出具本证明的能力。职务：${BLANK_PLACE}，任职单位：${BLANK_PLACE}。`,
  },
  {
    en: `I am familiar with the process described below, by which the records in Annex A were made and kept, through: ${BLANK}${BLANK} (training, experience, tests made of the process).`,
    zh: `本人熟悉下文所述生成及保管附件 A 所列记录的过程，依据为：${BLANK_PLACE}（培训、经验、对该过程所作的测试）。`,
  },
];

/** The process, step by step, as the program is built; claims of no person. */
export const PROCESS: readonly Words[] = [
  {
    en: 'Capture. On the command of a person who has a marketplace’s page open, the browser extension MarketSafe Reporter asks the browser for the picture of the visible part of the page. For a full page it scrolls and asks again, part after part; the first picture is taken before anything on the page is touched. It also saves the page, and reads from it facts such as title, price and seller, each with the text on the page that it was read from.',
    zh: '取证。当使用者打开平台网页并发出指令时，浏览器扩展程序 MarketSafe Reporter 向浏览器请求网页可见部分的图像。取整页时则逐段滚动并重复请求；第一张图像在对网页作任何改动之前取得。程序同时保存网页，并从中读取标题、价格、卖家等信息，每项均附网页原文。',
  },
  {
    en: 'Identification. The extension computes the SHA-256 hash of every file and writes it, together with the addresses, the times of the device’s clock, the browser and what could not be had, into one record (capture.json). The device signs the bytes of that record with a private key that cannot be taken out of the browser (ECDSA, P-256). Each record also holds the hash of the device’s record before it, so that a record left out shows.',
    zh: '识别。扩展程序计算每个文件的 SHA-256 哈希值，并与网址、设备时钟时间、浏览器信息及未能取得的事项一并写入一份记录（capture.json）。设备以无法从浏览器中导出的私钥（ECDSA，P-256）对该记录的字节签名。每份记录还载有该设备前一份记录的哈希值，因此遗漏会显现。',
  },
  {
    en: 'Receipt. The program’s server computes the hash of every file anew as it arrives and refuses a file whose hash is another. It verifies the device’s signature, takes the record and its files together or not at all, enters them into an append-only audit chain, and signs a receipt with the time. Where an authority is configured, it obtains a time-stamp under RFC 3161 over the record and verifies it.',
    zh: '接收。服务器在文件送达时重新计算其哈希值，不一致者予以拒收；核验设备签名；记录及其文件须全部收下或全部不收；记入只可追加的审计链，并签发载有时间的回执。如设有时间戳机构，则取得并验证对该记录的 RFC 3161 时间戳。',
  },
  {
    en: 'Storage. Files are kept under their hash and are not changed. A masked copy, in which data of the person who looked at the page are painted over, is a file of its own that names the hash of its original.',
    zh: '保管。文件按其哈希值存放，不作改动。遮盖浏览者个人信息的副本为独立文件，并载明其原件的哈希值。',
  },
];

/** What the signer says of the result. */
export const ACCURACY: readonly Words[] = [
  {
    en: `The process produces an accurate result: the pictures show what the browser displayed, and the files in Annex A are the files that the records name. I base this on: ${BLANK}${BLANK} (tests, regular use, review of the records).`,
    zh: `该过程能产生准确结果：图像反映浏览器所显示的内容，附件 A 所列文件即为记录所载文件。本人依据为：${BLANK_PLACE}（测试、日常使用、对记录的审查）。`,
  },
  {
    en: 'What the records say of their own limits is set out in Annex B. Times given by a device’s clock are the device’s statement; the bounds in Annex B rest on the program’s challenge, receipt and time-stamp.',
    zh: '记录自身载明的局限见附件 B。设备时钟所示时间仅为设备的陈述；附件 B 所列时间范围以项目方质询值、回执及时间戳为依据。',
  },
];

/** The declaration of 28 U.S.C. § 1746 in its two forms. */
export const DECLARATION: readonly Words[] = [
  {
    en: '[    ]  Signed within the United States: I declare under penalty of perjury that the foregoing is true and correct.',
    zh: '[    ]  在美国境内签署：本人声明，以上内容真实无误，如有虚假，愿受伪证罪处罚。',
  },
  {
    en: '[    ]  Signed outside the United States: I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct.',
    zh: '[    ]  在美国境外签署：本人声明，依照美利坚合众国法律，以上内容真实无误，如有虚假，愿受伪证罪处罚。',
  },
];
