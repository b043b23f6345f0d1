import type { CaptureProfile } from '@marketsafe/contract';
import type { CaptureFailure } from '@marketsafe/words';
import type { z } from 'zod';
import type { ReporterDatabase } from '../database/database.ts';
import type { Estimate } from '../database/reserve.ts';
import type { CaptureContext } from './build-capture.ts';
import type { FullPageDriver } from './full-page.ts';
import type { TabFacts } from './moment.ts';
import { type PageSample, scriptAnswer } from './page-sample.ts';
import type { PictureDeps } from './pictures/take-pictures.ts';

/** A tab as far as capture looks at it. */
export interface TabState {
  url?: string | undefined;
  active: boolean;
  windowId: number;
  incognito: boolean;
  title?: string | undefined;
  /** Of what the tab shows, in CSS pixels at 100 %. */
  width?: number | undefined;
  height?: number | undefined;
}

/** `sample-reading-off` is `sample` without an adapter: it gives no facts. `look` asks what the sample left in the page. */
type CaptureScript = 'begin' | 'sample' | 'sample-reading-off' | 'look' | 'copy' | 'end' | 'render';

/** Every browser call a capture makes, so that order and failure can be tested without a browser. */
export interface CaptureDeps {
  db: ReporterDatabase;
  context: CaptureContext;
  now: () => number;
  /** Milliseconds on a clock that cannot be set. */
  monotonic: () => number;
  tab: (tabId: number) => Promise<TabState>;
  /** What else the worker knows of a tab whose document was loaded from this address. */
  tabFacts: (tabId: number, load: PageSample['load']) => Promise<Omit<TabFacts, 'incognito'>>;
  /** Runs a capture script in the tab's page and gives its raw answer; rejects when the page takes no scripts. */
  runScript: (tabId: number, script: CaptureScript) => Promise<unknown>;
  /** What the window shows now, as PNG. Throws PixelsError. */
  pixels: (windowId: number) => Promise<Blob>;
  /** This browser's way to take a whole page. */
  fullPage: FullPageDriver;
  pictures: PictureDeps;
  estimate: Estimate;
  /** What is stored on this device, and its second copy. */
  store: {
    /** Looks at it, and puts back what is lost. */
    look: () => Promise<{ state: 'sound' | 'no-room' | 'unreadable' }>;
    /** True when the database can be read and holds everything that is also kept a second time. */
    allThere: () => Promise<boolean>;
  };
  /** A capture of this draft is whole: where its pictures show the viewer and the listing is known as well as it will ever be. */
  whole: (draftId: string) => void;
  timeout: <Value>(work: Promise<Value>, ms: number) => Promise<Value>;
}

/** What a click asks for. */
export interface CaptureRequest {
  tabId: number;
  /** Key of the listing that the user was shown, where that is known: another one is not captured in its place. */
  listing?: string | undefined;
  /** Capture although the listing has a draft or a report. */
  again: boolean;
  profile: CaptureProfile;
  /** The sweep that it is taken in. */
  sweepId?: string | undefined;
  /** Hears of the second look at the page, which goes on after the outcome: until then the page has to stay. */
  looking?: ((done: Promise<void>) => void) | undefined;
  /** What started it grants pixels: a draft that has only a rendering then gets its real screenshot. */
  grantsPixels: boolean;
}

/** Ends a capture of which nothing is kept, for a reason that the user is told by its code. */
export class CaptureStopped extends Error {
  readonly code: CaptureFailure;
  constructor(code: CaptureFailure) {
    super(code);
    this.code = code;
  }
}

/**
 * Runs a capture script in a tab's page and reads its answer, however late. Throws `page-unreachable` where the page takes no scripts, or
 * the answer is none.
 */
export async function askPage<Value>(
  deps: CaptureDeps,
  tabId: number,
  script: CaptureScript,
  shape: z.ZodType<Value>,
): Promise<Value> {
  const raw = await deps.runScript(tabId, script).catch(() => null);
  const answer = scriptAnswer.safeParse(raw);
  const value = answer.success && answer.data.ok ? shape.safeParse(answer.data.value) : null;
  if (!value?.success) throw new CaptureStopped('page-unreachable');
  return value.data;
}

/** What some work comes to, or throws, within a time; undefined where it takes longer: it may then go on, and is heard of no more. */
export async function inTime<Value>(
  { timeout }: Pick<CaptureDeps, 'timeout'>,
  work: Promise<Value>,
  ms: number,
): Promise<Value | undefined> {
  const settled = work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const outcome = await timeout(settled, ms).catch(() => null);
  if (outcome === null) return undefined;
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}
