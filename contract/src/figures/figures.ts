import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import { REASON_CODES } from '../reasons.ts';
import { PENALTY_CERTAINTIES } from '../sellers/codes.ts';
import { standingTally } from '../standing/counts.ts';
import { standingSettings } from '../standing/settings.ts';

const count = z.int().nonnegative();
const day = z.iso.date();
const organisation = z.strictObject({ organisationId: uuid, name: z.string() });

/** Longest period that is counted, in days: ten years. */
export const MAX_FIGURE_DAYS = 3_653;
const DAY = 24 * 60 * 60 * 1_000;

/** Whose figures, and of which days. */
export const askedOfFigures = {
  /** First and last day, both within, UTC. */
  from: day,
  to: day,
  /** Whose, asked by staff; everybody's where it is left out. */
  organisation: uuid.optional(),
  /** Only what this one has to do with: who filed for a holder, or for whom a representative filed. */
  party: uuid.optional(),
};
/** Whether a period can be counted. */
export const inOrder = ({ from, to }: { from: string; to: string }) =>
  from <= to && Date.parse(to) - Date.parse(from) <= MAX_FIGURE_DAYS * DAY;
export const ORDER_REFUSAL = {
  path: ['to'],
  message: 'the last day is not before the first, nor ten years after it',
};

/** `GET /v1/figures` */
export const figuresQuery = z.strictObject(askedOfFigures).refine(inOrder, ORDER_REFUSAL);
export type FiguresQuery = z.infer<typeof figuresQuery>;

export const FIGURE_FORMATS = ['pdf', 'xlsx', 'csv'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

/** `GET /v1/figures/document`: the same as a file. */
export const figuresFileQuery = z
  .strictObject({
    ...askedOfFigures,
    format: z.enum(FIGURE_FORMATS),
    language: z.enum(LANGUAGES).default('en'),
  })
  .refine(inOrder, ORDER_REFUSAL);
export type FiguresFileQuery = z.infer<typeof figuresFileQuery>;

/** What is counted of a group within a period. */
export const figureGroup = z.strictObject({
  /** Claims that came in the period, and as what they stand now that the marketplace did not decide. */
  claims: z.strictObject({ received: count, duplicate: count, declined: count, withdrawn: count }),
  /** Of the marketplace's decisions in the period, as standing counts them. */
  decided: z.strictObject({ links: standingTally, complaints: standingTally }),
  /** What it has not decided of what was sent in the period. */
  pending: z.strictObject({ links: count, counters: count }),
  /** Days within which at least half of the removals came, of so many. */
  removal: z.strictObject({ days: count.nullable(), of: count }),
});
export type FigureGroup = z.infer<typeof figureGroup>;

/** A store that somebody was told is closed. */
export const closedStore = z.strictObject({
  sellerId: uuid,
  marketplace: z.enum(MARKETPLACE_IDS),
  name: z.string().nullable(),
  /** When it was first told, and how surely. */
  toldOn: day,
  certainty: z.enum(PENALTY_CERTAINTIES),
});
export type ClosedStore = z.infer<typeof closedStore>;

/** Most stores that are told one by one; all are counted. */
export const MAX_CLOSED_STORES = 200;

/** `GET /v1/figures`: the program's for staff, a participant's own otherwise. */
export const figures = z.strictObject({
  /** Whose; null for the whole program. */
  organisation: organisation.nullable(),
  party: organisation.nullable(),
  /** Whether `parties` are those for whom it filed. Otherwise they are who filed. */
  isRepresentative: z.boolean(),
  period: z.strictObject({ from: day, to: day }),
  /** The period's last day is not over. */
  open: z.boolean(),
  settings: standingSettings,
  overall: figureGroup,
  /** The earliest first; the first and the last may be parts of months. */
  months: z.array(
    z.strictObject({ month: z.string(), from: day, to: day, open: z.boolean(), group: figureGroup }),
  ),
  marketplaces: z.array(z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS), group: figureGroup })),
  reasons: z.array(z.strictObject({ reason: z.enum(REASON_CODES), group: figureGroup })),
  /** As rights name them; empty where they name none. */
  brands: z.array(z.strictObject({ brand: z.string(), group: figureGroup })),
  parties: z.array(z.strictObject({ organisation, group: figureGroup })),
  /** Of penalties that were told; null where a party was named, because a penalty is nobody's in particular. */
  stores: z
    .strictObject({
      closed: count,
      marketplaces: z.array(z.strictObject({ marketplace: z.enum(MARKETPLACE_IDS), closed: count })),
      months: z.array(z.strictObject({ month: z.string(), closed: count })),
      sellers: z.array(closedStore).max(MAX_CLOSED_STORES),
      /** Raids after which stores are said to have been closed, however many. */
      raids: count,
    })
    .nullable(),
  asOf: utcTime,
});
export type Figures = z.infer<typeof figures>;

/** The months of a period, the earliest first, each as far as it lies within. */
export function monthsOf({ from, to }: { from: string; to: string }): {
  month: string;
  from: string;
  to: string;
}[] {
  const months = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); ) {
    const [year = 0, number = 1] = month.split('-').map(Number);
    const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
    const first = `${month}-01`;
    months.push({ month, from: first < from ? from : first, to: last > to ? to : last });
    month = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
  }
  return months;
}
