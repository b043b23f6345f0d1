import { z } from 'zod';
import type { DraftFields } from '../fields/values.ts';
import { emptyFields, isFilled } from '../fields/values.ts';
import { claimNumber } from '../identifiers.ts';
import { SOURCES, type SourceName } from '../procedures/data/sources.ts';
import type { Places } from '../procedures/kinds.ts';
import { GRADES, type Grade, type Sourced } from '../procedures/sourced.ts';
import { soundsLikeGreyMarket } from '../readiness.ts';
import type { ReasonCode } from '../reasons.ts';
import { isExpired, type Right } from '../right.ts';
import { classesOfCategory } from './goods.ts';

/** For what marketplaces refuse claims, as far as it was published, in the order in which it weighs. */
export const PREDICTION_CODES = [
  'right-refused',
  'right-expired',
  'mandate-expired',
  'place-not-accepted',
  'category-outside-classes',
  'grey-market',
  'no-misuse',
  'test-buy-incomplete',
  'duplicate-of-open',
] as const;
export type PredictionCode = (typeof PREDICTION_CODES)[number];

/** How sure a source is: as values of procedures are, or `P` the program's own rule. */
export type SourceGrade = Grade | 'P';

/** Where a cause was published. No address: it is the program's own, or nobody can open it. */
export interface PredictionSource {
  grade: SourceGrade;
  address: string | null;
}

/** Where each cause was published that is the same for every marketplace; null for the program's own. By name: what looks none up carries none. */
const GENERAL_SOURCES: Readonly<
  Record<Exclude<PredictionCode, 'place-not-accepted'>, [Grade, SourceName] | null>
> = {
  'right-refused': null,
  'right-expired': ['D', 'ippTrademark'],
  'mandate-expired': ['D', 'ippFaq'],
  'category-outside-classes': ['3', 'gubaipai'],
  'grey-market': ['3', 'gubaipai'],
  'no-misuse': ['D', 'ippUnfairUse'],
  'test-buy-incomplete': ['D', 'ippTestBuy'],
  'duplicate-of-open': ['3', 'tmallQuestions'],
};

/** Where a prediction is from. */
export function sourceOfPrediction(found: Prediction): PredictionSource {
  if (found.code === 'place-not-accepted') return { grade: found.grade, address: found.address };
  const published = GENERAL_SOURCES[found.code];
  if (published === null) return { grade: 'P', address: null };
  const [grade, name] = published;
  return { grade, address: SOURCES[name].address };
}

/** Parts of a test buy's template that claims have as fields. */
export const TEST_BUY_PARTS = ['testBuyOrder', 'testBuyReport', 'testBuyPhotos'] as const;

/** One refusal that is to be expected, with what its sentence names. */
export const prediction = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('right-refused') }),
  z.strictObject({ code: z.literal('right-expired'), on: z.iso.date() }),
  z.strictObject({ code: z.literal('mandate-expired'), on: z.iso.date() }),
  z.strictObject({
    code: z.literal('place-not-accepted'),
    place: z.string(),
    /** Where a right has to be registered, by the marketplace's procedure, which says how sure that is. */
    accepted: z.array(z.string()),
    grade: z.enum(GRADES),
    address: z.string().nullable(),
  }),
  z.strictObject({
    code: z.literal('category-outside-classes'),
    category: z.string(),
    likely: z.array(z.int()),
    registered: z.array(z.int()),
  }),
  z.strictObject({ code: z.literal('grey-market') }),
  z.strictObject({ code: z.literal('no-misuse'), mark: z.string() }),
  z.strictObject({ code: z.literal('test-buy-incomplete'), missing: z.array(z.enum(TEST_BUY_PARTS)) }),
  z.strictObject({ code: z.literal('duplicate-of-open'), number: claimNumber }),
]);
export type Prediction = z.infer<typeof prediction>;

/** What of a claim is looked at. */
export interface PredictedClaim {
  reason: ReasonCode;
  title: string | undefined;
  explanation: DraftFields['explanation'];
  particulars: DraftFields['particulars'];
  /** Of the newest capture, the widest first; absent where the page names none. */
  category: readonly string[] | undefined;
  right: Right;
  /** Last day of the mandate that the claim rests on; absent where it needs none or is open-ended. */
  mandateUntil?: string | undefined;
  /** Where the marketplace's procedure says that rights have to be registered. */
  places: Sourced<Places> | undefined;
  /** Number of another claim on the same listing and right that is open. */
  openTwin: string | undefined;
}

/** Text without what differs between two spellings of one mark. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

/** The most exact part of a category of which something is known, with its classes. */
function goodsOf(
  category: readonly string[] | undefined,
): { named: string; classes: readonly number[] } | null {
  for (const named of [...(category ?? [])].reverse()) {
    const classes = classesOfCategory(named);
    if (classes.length > 0) return { named, classes };
  }
  return null;
}

function aboutRight({ right, mandateUntil, places, category }: PredictedClaim, today: string): Prediction[] {
  const found: Prediction[] = [];
  if (right.status === 'rejected') found.push({ code: 'right-refused' });
  if (right.expiresOn !== null && isExpired(right, today))
    found.push({ code: 'right-expired', on: right.expiresOn });
  if (mandateUntil !== undefined && mandateUntil < today)
    found.push({ code: 'mandate-expired', on: mandateUntil });
  const accepted = places?.value ?? 'any';
  if (places?.grade && accepted !== 'any' && !accepted.includes(right.place)) {
    found.push({
      code: 'place-not-accepted',
      place: right.place,
      accepted,
      grade: places.grade,
      address: places.source?.address ?? null,
    });
  }
  const goods = right.type === 'trademark' && right.niceClasses.length > 0 ? goodsOf(category) : null;
  if (goods && !goods.classes.some((each) => right.niceClasses.includes(each))) {
    found.push({
      code: 'category-outside-classes',
      category: goods.named,
      likely: [...goods.classes],
      registered: right.niceClasses,
    });
  }
  return found;
}

/**
 * What a claim is likely to be refused for, by what was published of refusals. It warns: a source may be old, and whoever reviews decides.
 * `today` is the calendar day, `YYYY-MM-DD`.
 */
export function predictRejections(claim: PredictedClaim, today: string): Prediction[] {
  const { reason, title, explanation, right } = claim;
  const found = aboutRight(claim, today);
  if (soundsLikeGreyMarket(explanation.en) || soundsLikeGreyMarket(explanation.zh))
    found.push({ code: 'grey-market' });
  const mark = folded(right.mark);
  // Only where the title is known, and only of what can stand in a title.
  if (
    reason === 'unfair-trademark-use' &&
    title !== undefined &&
    mark !== '' &&
    !folded(title).includes(mark)
  )
    found.push({ code: 'no-misuse', mark: right.mark });
  if (reason === 'test-buy') {
    const filled = { ...emptyFields(), particulars: claim.particulars };
    const missing = TEST_BUY_PARTS.filter((name) => !isFilled(filled, name));
    if (missing.length > 0) found.push({ code: 'test-buy-incomplete', missing });
  }
  if (claim.openTwin !== undefined) found.push({ code: 'duplicate-of-open', number: claim.openTwin });
  return found;
}
