export { ArchiveProblem, openZip, type ZipLimits } from './archive/open-zip.ts';
export { textZip } from './archive/text-zip.ts';
export { writeZip } from './archive/write-zip.ts';
export * from './bytes.ts';
export * from './canonical-json.ts';
export * from './hash.ts';
export type { Part, PreparedPackage } from './package/bag.ts';
export { disclosedClaim } from './package/claims.ts';
export { type DisclosedParts, disclosedParts } from './package/disclosed-parts.ts';
export { dayOf, disclosedCopies, disclosedName, folderOf } from './package/disclosure.ts';
export type { PackagedQuestion } from './package/inquiry.ts';
export {
  answerFileName,
  claimFileName,
  LEAVING_AUDIT,
  LEAVING_EVENTS,
  LEAVING_INDEX,
  LEAVING_STANDING,
  leavingPackage,
  leavingTable,
} from './package/layout.ts';
export { leavingRoot, writeLeaving } from './package/leaving.ts';
export { prepareRaidPackage } from './package/raid.ts';
export { openScratch, type Scratch, sweepScratch } from './package/scratch.ts';
export * from './package/types.ts';
export { packageStream, preparePackage } from './package/write-package.ts';
export { mayBeDecoded, type PictureKind } from './picture/kind.ts';
export { sniffPicture } from './picture/sniff-picture.ts';
export type { PictureBytes } from './picture/source.ts';
export { releasable } from './release.ts';
export { csvStream, type SheetSource, xlsxStream } from './sheets/sheet-stream.ts';
export { csvOf, type Sheet, xlsxOf } from './sheets/spreadsheet.ts';
export * from './signature.ts';
export { timeStampRequest } from './timestamp/request.ts';
export { readTimeStampResponse, responseOfToken, tokenOfResponse } from './timestamp/response.ts';
export * from './timestamp/types.ts';
export { timeStampHolds, verifyTimeStamp } from './timestamp/verify.ts';
export * from './verify/types.ts';
export { verifyPackage } from './verify/verify-package.ts';
