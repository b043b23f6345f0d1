import type { CaptureManifest, ClaimReceipt } from '@marketsafe/contract';
import type { Language } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import type { PageStatus } from '../../utils/messages/messages.ts';
import type { Chromium } from '../support/chromium.ts';
import type { OpensslAuthority } from '../support/openssl-authority.ts';
import type { Program } from '../support/program.ts';

/** What the steps of the tour hand on to each other. */
export interface TourContext {
  readonly chromium: Chromium;
  readonly program: Program;
  /** Who stamps the captures of the tour; null where there is no OpenSSL. */
  readonly authority: OpensslAuthority | null;
  /** Address of the listing. */
  readonly url: string;
  /** Folder for pictures and the report. */
  readonly folder: string;
  /** Language of the browser. */
  readonly language: Language;
  /** A page of the extension that stays open behind the others, to ask the worker and the database. */
  readonly helper: Page;
  readonly found: Findings;
}

/** What the tour has found out so far; goes into `report.json`, whether it ends well or not. */
interface Findings {
  listing?: PageStatus & { iconTitle: string; tabId: number };
  listingPage?: Page;
  popup?: Page;
  desk?: Page;
  draftId?: string;
  capture?: { captureId: string; manifest: CaptureManifest; manifestSha256: string; clickToSavedMs: number };
  receipt?: ClaimReceipt;
  popupAnswer?: string;
  sweepId?: string | undefined;
  reviewPage?: Page;
  /** The console of whoever reads applications. */
  reviewer?: Page;
  /** The analyst's console. */
  analyst?: Page;
  /** The console of the second person, who looks through what goes to the marketplace. */
  lead?: Page;
  packet?: { packetId: string; number: string };
  package?: { file: string; bytes: number; timeStamped: boolean; verify: string };
}

/** A finding that an earlier step must have made. */
export function had<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the tour has no ${what} yet`);
  return value;
}
