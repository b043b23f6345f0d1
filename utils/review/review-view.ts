import { isReady, type Limitation, type Right } from '@marketsafe/contract';
import {
  factName,
  formatList,
  formatPrice,
  listedSellerSentence,
  m,
  marketplaceName,
  reasonName,
  sellerLines,
  standingSentence,
  unmetSentence,
  wallAdvice,
} from '@marketsafe/words';
import type { Card } from '../../components/review/types.ts';
import type { ReporterDatabase } from '../database/database.ts';
import type { DraftRow } from '../database/draft-rows.ts';
import { draftReadiness } from '../drafts/drafts.ts';
import { calendarDay } from '../hooks/time.ts';
import { type Standing, standingsOf } from '../known/standing.ts';
import { keptSellerLists, type ListedSellers, listedAmong } from '../reference/seller-lists.ts';
import { middlePrices, type Unusual, unusualIn } from './unusual.ts';

/** Most drafts on one sheet, the oldest first: the rest comes when these are done. */
const MOST_ON_SHEET = 300;

/** What a sheet is made of. */
export interface ReviewSource {
  drafts: DraftRow[];
  /** How many more there are. */
  more: number;
  /** Name of the sweep; null where the sheet is of all drafts. */
  sweep: string | null;
  limitations: ReadonlyMap<string, readonly Limitation[]>;
  standings: ReadonlyMap<string, Standing>;
  rights: readonly Right[];
  /** Whom the organisation keeps on its lists. */
  lists?: ListedSellers;
}

function newestCapture({ evidence }: DraftRow): string | undefined {
  return evidence.at(-1)?.captureId;
}

/** Reads the open drafts of a sweep, or all. */
export async function readReview(db: ReporterDatabase, sweepId: string | null): Promise<ReviewSource> {
  const open = sweepId === null ? db.drafts.where({ state: 'draft' }) : db.drafts.where({ sweepId });
  const all = await open.filter(({ state }) => state === 'draft').toArray();
  const drafts = all.sort((one, other) => one.createdAt - other.createdAt).slice(0, MOST_ON_SHEET);
  const keys = drafts.map(({ listingKey }) => listingKey);
  const [captures, standings, reference, sweep, lists] = await Promise.all([
    db.captures.bulkGet(drafts.map((draft) => newestCapture(draft) ?? '')),
    standingsOf(db, keys, { besideOpen: true }),
    db.reference.get('rights'),
    sweepId === null ? undefined : db.sweeps.get(sweepId),
    keptSellerLists(db),
  ]);
  return {
    drafts,
    more: all.length - drafts.length,
    sweep: sweep?.name ?? null,
    limitations: new Map(
      captures.flatMap((capture) => (capture ? [[capture.draftId, capture.manifest.limitations]] : [])),
    ),
    standings,
    lists,
    rights: reference?.key === 'rights' ? reference.rights : [],
  };
}

function unusualSentence(unusual: Unusual, now: number): string {
  switch (unusual.code) {
    case 'wall':
      return wallAdvice(unusual.wall);
    case 'known':
      return standingSentence(unusual.standing, now);
    case 'listed':
      return listedSellerSentence(unusual.listed);
    case 'no-picture':
      return m.review_no_picture();
    case 'rendered-only':
      return m.review_rendered_only();
    case 'changed':
      return m.review_changed();
    case 'price-far-off':
      return m.review_price_far_off();
    case 'fact-missing':
      return m.review_fact_missing({ facts: formatList(unusual.facts.map((fact) => factName(fact))) });
  }
}

function pictureOf({ evidence }: DraftRow): Card['picture'] {
  for (const { files } of [...evidence].reverse()) {
    for (const { sha256, method, path } of files) {
      if ((method === 'pixels' || method === 'rendered') && !path.startsWith('slice-'))
        return { sha256, method };
    }
  }
  return null;
}

/** The sheet as it is shown. `now` in Unix milliseconds. */
export function reviewCards(source: ReviewSource, now: number): Card[] {
  const today = calendarDay(now);
  const middles = middlePrices(source.drafts.flatMap(({ target: { price } }) => (price ? [price] : [])));
  return source.drafts.map((draft) => {
    const { target } = draft;
    const right = source.rights.find(({ rightId }) => rightId === draft.rightId);
    const unmet = draftReadiness(draft, right, today);
    const missing = unmet.find(({ severity }) => severity === 'missing');
    const unusual = unusualIn(draft, {
      limitations: source.limitations.get(draft.draftId) ?? [],
      standing: source.standings.get(draft.listingKey) ?? { is: 'new' },
      listed: source.lists ? listedAmong(source.lists, target.marketplace, target.seller) : null,
      middles,
    });
    const ready = isReady(unmet);
    const excluded = draft.exclusion !== undefined;
    return {
      draftId: draft.draftId,
      title: target.title ?? null,
      price: target.price ? formatPrice(target.price) : null,
      seller: target.seller ? (sellerLines(target.seller)[0] ?? null) : null,
      marketplace: marketplaceName(target.marketplace),
      itemId: target.itemId,
      reason: draft.reason ? reasonName(draft.reason) : null,
      right: right ? `${right.mark} · ${right.place} ${right.number}` : null,
      picture: pictureOf(draft),
      excluded,
      ready,
      missing: missing ? unmetSentence(missing) : null,
      unusual: unusual.map((each) => ({ tone: each.tone, sentence: unusualSentence(each, now) })),
      together: ready && !excluded && unusual.every(({ tone }) => tone !== 'bad'),
    };
  });
}
