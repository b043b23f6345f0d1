import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageReading } from '@marketsafe/contract';
import { MARKETPLACE_IDS } from '@marketsafe/contract/marketplaces';
import { readPage } from '../../utils/marketplaces/read-page.ts';
import { decodeHtml } from '../decode-html.ts';
import { openDocument } from '../support/open-document.ts';
import type { IndexRow } from './index-file.ts';
import { type Judgement, judge } from './judge.ts';
import { pageOfState } from './page-of-state.ts';
import { type PageType, parsePageType } from './page-type.ts';

/** A file that was read and judged. */
export interface JudgedFile extends Judgement {
  row: IndexRow;
  type: PageType;
  reading: PageReading;
}

/** A row that could not be judged, and why, in one line. */
export interface UnjudgedFile {
  row: IndexRow;
  problem: string;
  /** The row's marketplace is none that this build knows: nothing is wrong with the folder. */
  isUnknownMarketplace: boolean;
}

/** Reads a row's file as `npm run extract` does and judges it. Never throws for what a folder may hold. */
export function judgeFile(folder: string, row: IndexRow): JudgedFile | UnjudgedFile {
  const refuse = (problem: string, isUnknownMarketplace = false) => ({ row, problem, isUnknownMarketplace });
  if (!MARKETPLACE_IDS.some((id) => id === row.marketplace)) {
    return refuse(`unknown marketplace "${row.marketplace}"`, true);
  }
  const type = parsePageType(row.page_type);
  if (!type) return refuse(`unknown page_type "${row.page_type}"`);
  const page = htmlOf(folder, row, type);
  if ('problem' in page) return refuse(page.problem);
  const reading = readPage(row.url, openDocument(row.url, page.html));
  return { row, type, reading, ...judge(row, type, reading) };
}

/** A row's file as the text of a page: decoded, and a state placed in a page. */
export function htmlOf(
  folder: string,
  { file, marketplace }: IndexRow,
  { form }: PageType,
): { html: string } | { problem: string } {
  let text: string;
  try {
    text = decodeHtml(readFileSync(join(folder, file)));
  } catch (error) {
    return { problem: `cannot be read: ${(error as Error).message}` };
  }
  if (text.trim() === '') return { problem: 'is empty' };
  try {
    return { html: form === 'state' ? pageOfState(marketplace, text) : text };
  } catch (error) {
    return { problem: `is no JSON: ${(error as Error).message}` };
  }
}
