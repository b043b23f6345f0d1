import type { AddedFileType } from '@marketsafe/contract';
import type { AnyPackageKind } from './types.ts';

/** Names of a package's parts, below its root folder. One home for writer and verifier. */

export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const VERIFY = 'VERIFY.txt';

export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** What the label `Package-Kind` of `bag-info.txt` may say. */
export const KIND_LABEL = 'Package-Kind';

export const CAPTURE_MANIFEST = 'capture.json';
export const MASKED_LIST = 'masked.json';
export const REPLAY = 'replay.wacz';
/** Names in a capture's folder that its own files cannot have. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([CAPTURE_MANIFEST, MASKED_LIST, REPLAY]);

export const DISCLOSURE = 'data/disclosure.json';

/** What a raid's package says, the same as a document to read, and its files. */
export const RAID = 'data/raid.json';
export const RAID_INDEX = 'data/index.pdf';
export const raidFile = (name: string) => `data/${name}`;

export const PACKAGE_SIGNATURE = 'signatures/package.der';
export const PACKAGE_KEY = 'signatures/package.pub.pem';
/** The packer's signature over the list of tag files, which thereby covers what no other signature does. Made after every list. */
export const TAG_SIGNATURE = `signatures/${TAG_MANIFEST}.der`;

/** What a token over the whole package is called. Made last, so no list can name them. */
export const PACKAGE_TIME_STAMP = `timestamps/${TAG_MANIFEST}.tsr`;
export const PACKAGE_TIME_STAMP_CHAIN = `timestamps/${TAG_MANIFEST}.chain.pem`;

/** Claims are numbered: what a disclosure holds must not name them otherwise. */
const claimName = (index: number) => `claim-${String(index + 1).padStart(2, '0')}`;
export const claimText = (index: number) => `data/${claimName(index)}.json`;
/** What a person added to a claim: numbered, too, because what it was called can say something. */
export const claimFile = (index: number, position: number, type: AddedFileType) =>
  `data/${claimFileName(index, position, type)}`;
export const captureFile = (captureId: string, name: string) => `data/${captureId}/${name}`;
export const captureSignature = (captureId: string) => `signatures/${captureId}.der`;
export const deviceKey = (deviceId: string) => `signatures/${deviceId}.pub.pem`;
export const enrolmentText = (deviceId: string) => `signatures/enrolment-${deviceId}.json`;
export const enrolmentSignature = (deviceId: string) => `signatures/enrolment-${deviceId}.der`;
export const receiptText = (captureId: string) => `receipts/${captureId}.json`;
export const receiptSignature = (captureId: string) => `receipts/${captureId}.der`;
export const serverKey = (keyId: string) => `receipts/server-${keyId.slice(0, 16)}.pub.pem`;
export const timeStamp = (captureId: string) => `timestamps/${captureId}.tsr`;
export const timeStampChain = (captureId: string) => `timestamps/${captureId}.chain.pem`;

/** What was asked about a claim, and each answer with its files, in the claim's folder. */
export const questionsText = (index: number) => `data/${claimName(index)}/questions.json`;
export const answerName = (number: number) => `${answerFolder(number)}.json`;
export const answerText = (index: number, number: number) => `data/${claimName(index)}/${answerName(number)}`;
const answerFolder = (number: number) => `answer-${String(number + 1).padStart(2, '0')}`;

const ADDED_EXTENSIONS: Readonly<Record<AddedFileType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** The same below the payload's folder, as documents about a claim name it. `index`, `position`: from 0. */
export function claimFileName(index: number, position: number, type: AddedFileType): string {
  return `${claimName(index)}/${fileName(position, type)}`;
}

/** A file of an answer. */
export const answerFile = (index: number, number: number, position: number, type: AddedFileType) =>
  `data/${answerFileName(index, number, position, type)}`;

/** The same below the payload's folder. `index`, `number`, `position`: from 0. */
export function answerFileName(index: number, number: number, position: number, type: AddedFileType): string {
  return `${claimName(index)}/${answerFolder(number)}/${fileName(position, type)}`;
}

function fileName(position: number, type: AddedFileType): string {
  return `file-${String(position + 1).padStart(3, '0')}.${ADDED_EXTENSIONS[type]}`;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const FILE = `file-[0-9]{3}\\.(?:${Object.values(ADDED_EXTENSIONS).join('|')})`;
const ADDED = `claim-[0-9]{2}/${FILE}`;
const INQUIRY = `claim-[0-9]{2}/(?:questions\\.json|answer-[0-9]{2}(?:\\.json|/${FILE}))`;
const NAME = '[a-z0-9][a-z0-9._-]{0,99}';

/** The one folder that holds everything. */
export const ROOT_NAME = /^marketsafe-(evidence|disclosure|leaving|raid)-[0-9]{8}-[0-9a-f]{12}$/;

/** Every name that a package of a kind may hold, below the root folder. */
export const NAMES: Record<AnyPackageKind, RegExp> = {
  evidence: new RegExp(
    `^(?:${[
      'bagit\\.txt|bag-info\\.txt|manifest-sha256\\.txt|tagmanifest-sha256\\.txt|VERIFY\\.txt',
      `data/(?:claim-[0-9]{2}\\.json|${ADDED}|${INQUIRY}|${UUID}/${NAME})`,
      `signatures/(?:package\\.der|package\\.pub\\.pem|tagmanifest-sha256\\.txt\\.der|${UUID}\\.der|${UUID}\\.pub\\.pem|enrolment-${UUID}\\.(?:json|der))`,
      `receipts/(?:${UUID}\\.(?:json|der)|server-[0-9a-f]{16}\\.pub\\.pem)`,
      `timestamps/(?:${UUID}|tagmanifest-sha256\\.txt)\\.(?:tsr|chain\\.pem)`,
    ].join('|')})$`,
  ),
  disclosure: new RegExp(
    `^(?:${[
      'bagit\\.txt|bag-info\\.txt|manifest-sha256\\.txt|tagmanifest-sha256\\.txt|VERIFY\\.txt',
      `data/(?:claim-[0-9]{2}\\.json|${ADDED}|disclosure\\.json|capture-[0-9]{2}/picture-[0-9]{3}\\.(?:png|jpg|webp))`,
      'signatures/(?:package\\.der|package\\.pub\\.pem|tagmanifest-sha256\\.txt\\.der)',
      'timestamps/tagmanifest-sha256\\.txt\\.(?:tsr|chain\\.pem)',
    ].join('|')})$`,
  ),
  leaving: new RegExp(
    `^(?:${[
      'bagit\\.txt|bag-info\\.txt|manifest-sha256\\.txt|tagmanifest-sha256\\.txt|VERIFY\\.txt',
      'data/(?:index|standing)\\.json|data/history/(?:audit|claims)\\.jsonl',
      'data/tables/[a-z-]{1,40}\\.csv|data/packages/package-[0-9]{5}\\.zip',
      'signatures/(?:package\\.der|package\\.pub\\.pem|tagmanifest-sha256\\.txt\\.der)',
      'receipts/server-[0-9a-f]{16}\\.pub\\.pem',
    ].join('|')})$`,
  ),
  raid: new RegExp(
    `^(?:${[
      'bagit\\.txt|bag-info\\.txt|manifest-sha256\\.txt|tagmanifest-sha256\\.txt|VERIFY\\.txt',
      `data/(?:raid\\.json|index\\.pdf|${FILE})`,
      'signatures/(?:package\\.der|package\\.pub\\.pem|tagmanifest-sha256\\.txt\\.der)',
      'timestamps/tagmanifest-sha256\\.txt\\.(?:tsr|chain\\.pem)',
    ].join('|')})$`,
  ),
};

/** What whoever leaves takes along: packages of evidence, tables, and history, below the payload's folder. */
export const LEAVING_INDEX = 'data/index.json';
export const LEAVING_STANDING = 'data/standing.json';
export const LEAVING_AUDIT = 'data/history/audit.jsonl';
export const LEAVING_EVENTS = 'data/history/claims.jsonl';
export const leavingTable = (kind: string) => `data/tables/${kind}.csv`;
export const leavingPackage = (number: number) =>
  `data/packages/package-${String(number).padStart(5, '0')}.zip`;

/** Whether a file is a package of evidence within what somebody takes along. */
export function isInnerPackage(name: string): boolean {
  return /^data\/packages\/package-[0-9]{5}\.zip$/.test(name);
}

/** Whether a file is a claim. */
export function isClaim(name: string): boolean {
  return /^data\/claim-[0-9]{2}\.json$/.test(name);
}

/** Whether a file is one that a person added to a claim. */
export function isClaimFile(name: string): boolean {
  return new RegExp(`^data/${ADDED}$`).test(name);
}

/** Whether a file is a list of questions, an answer, or a file of one. */
export function isInquiry(name: string): boolean {
  return new RegExp(`^data/${INQUIRY}$`).test(name);
}

/** Number of a claim by the name of its text, from 0. */
export function claimIndexOf(name: string): number {
  return Number(name.slice('data/claim-'.length, 'data/claim-'.length + 2)) - 1;
}

/** Folder of a capture in a package of evidence; null for any other name. */
export function captureIdOf(name: string): string | null {
  return new RegExp(`^data/(${UUID})/`).exec(name)?.[1] ?? null;
}

/** Text of a manifest: what `sha256sum -c` reads. */
export function manifestText(files: readonly { name: string; sha256: string }[]): string {
  return [...files]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
}
