import { clippedPart, keyFacts, MAX_READINGS, pageArea, pageReading } from '@marketsafe/contract';
import { z } from 'zod';
import { LISTING_PARTS } from '../database/capture-rows.ts';
import { MAX_CLIPPED_PARTS } from './platform.ts';

const finite = z.number();

/** Where the page stood: compared before and after the pixels are taken. */
export const pagePosition = z.strictObject({
  url: z.string().max(100_000),
  /** The id that `readPage` left in this document's isolated world; another document does not have it. */
  mark: z.string().max(100),
  x: finite,
  y: finite,
  width: finite,
  height: finite,
  devicePixelRatio: finite,
  /** How often this document went to the back or came to the front since it was first sampled. */
  turns: finite,
  /** The page scrolls in a part that stands in the window's place: position and size are that one's. */
  inPart: z.literal(true).optional(),
});
export type PagePosition = z.infer<typeof pagePosition>;

/** How the page stood when its button had been made invisible and the window drawn anew. */
export const pageBegin = z.strictObject({
  position: pagePosition,
  /** Where the button stands in the window, in CSS pixels; null where there is none. */
  button: pageArea.nullable(),
});
export type PageBegin = z.infer<typeof pageBegin>;

/** The page's own HTML; null where it could not be copied. */
export const pageCopy = z.strictObject({
  mark: z.string().max(100),
  snapshot: z
    .strictObject({
      html: z.string(),
      truncated: z.boolean(),
      framesLeftOut: z.boolean(),
      stylesLeftOut: z.boolean(),
    })
    .nullable(),
});
export type PageCopy = z.infer<typeof pageCopy>;

/** Where a page shows who is signed in and in what words, and where it shows the listing; in its own coordinates. */
export const viewerTraces = z.strictObject({
  areas: z.array(pageArea).max(500),
  regions: z.array(z.strictObject({ part: z.enum(LISTING_PARTS), area: pageArea })).max(500),
  texts: z.array(z.string().min(1).max(300)).max(200),
});
export type PageTraces = z.infer<typeof viewerTraces>;

/** One reading of what must be the same before and after a picture. */
const keyReading = pageReading
  .pick({ kind: true, wall: true, itemId: true })
  .extend({ facts: keyFacts, /** As the page draws them, where it does. */ drawn: keyFacts });
export type KeyReading = z.infer<typeof keyReading>;

/** How the page stood after its picture had been taken. */
export const pageEnd = z.strictObject({
  position: pagePosition,
  /** Readings since the sample, each other than the one before: none where nothing changed. `null`: the page could not be read. */
  readings: z.array(keyReading.nullable()).max(MAX_READINGS),
});
export type PageEnd = z.infer<typeof pageEnd>;

/**
 * Where a page shows the viewer and the listing, and what it holds back: looked at while its picture is taken and again afterwards, because
 * a name may arrive meanwhile.
 */
export const pageLook = z.strictObject({
  /** Of the document; see `pagePosition`. */
  mark: z.string().max(100),
  /** Parts that hold more than they show. */
  clipped: z.array(clippedPart).max(MAX_CLIPPED_PARTS),
  viewer: viewerTraces,
});
export type PageLook = z.infer<typeof pageLook>;

/** What the capture script reads in the page before its picture. Comes from a hostile place: parsed before anything is done with it. */
export const pageSample = z.strictObject({
  position: pagePosition,
  /** False while the page still shows the listing that its address has left. */
  settled: z.boolean(),
  reading: pageReading.nullable(),
  /** The key facts as the page draws them, where it does. */
  drawn: keyFacts,
  title: z.string().max(2_000),
  language: z.string().max(100),
  documentWidth: finite,
  documentHeight: finite,
  /** Pictures in the viewport that had not arrived. */
  imagesUnfinished: z.number().int().nonnegative(),
  /** Of the document's load, as the page's own clock tells of it. */
  load: z
    .strictObject({
      url: z.string().max(100_000),
      protocol: z.string().max(40),
      /** Unix milliseconds. */
      startedAt: finite,
    })
    .nullable(),
  /** How many elements the page has. */
  elements: z.number().int().nonnegative(),
});
export type PageSample = z.infer<typeof pageSample>;

/** An injected script's errors do not cross to the worker by themselves, so every script answers with one of these. */
export const scriptAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: z.string().max(2_000) }),
]);
