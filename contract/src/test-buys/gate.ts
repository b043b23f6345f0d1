import { TEST_BUY_ENDS, TEST_BUY_GOING_ROLES, TEST_BUY_PHOTO_ROLES, type TestBuyStage } from './codes.ts';
import type { TestBuyContent, TestBuyFile } from './content.ts';
import type { BuyConsent, BuyStatement, BuyStep } from './records.ts';

/** All that is known of a test buy, as far as it decides what is missing and what goes. */
export interface BuyInHand {
  content: TestBuyContent;
  steps: readonly Pick<BuyStep, 'stage' | 'on' | 'undone'>[];
  /** The latest of each; null where there is none. */
  statement: Pick<BuyStatement, 'process' | 'findings' | 'conclusion' | 'signedAs'> | null;
  consent: Pick<BuyConsent, 'order' | 'files'> | null;
}

/** What a test buy lacks. */
export const TEST_BUY_LACKS = [
  'right',
  'listing',
  'capture',
  'order-number',
  'price',
  'not-received',
  'parcel-photos',
  'unboxing',
  'goods-photos',
  'label-photos',
  'bag',
  'statement',
  'statement-conclusion',
  'consent-order',
  'consent-photos',
  'signed-report',
] as const;
export type TestBuyLack = (typeof TEST_BUY_LACKS)[number];

/** Without these no report is made. Source: the marketplaces' template, as the program's book of procedures has it. */
const NEEDED_BY_REPORT: readonly TestBuyLack[] = [
  'right',
  'listing',
  'order-number',
  'not-received',
  'goods-photos',
  'statement',
  'statement-conclusion',
  'consent-order',
  'consent-photos',
];

/** Steps that stand, in the order in which they were noted. */
export function standingSteps<Step extends Pick<BuyStep, 'undone'>>(steps: readonly Step[]): Step[] {
  return steps.filter(({ undone }) => undone === null);
}

/** How far a test buy has come: its last step that stands. */
export function buyStageOf(steps: BuyInHand['steps']): TestBuyStage {
  return standingSteps(steps).at(-1)?.stage ?? 'planned';
}

/** On which day a stage was reached; null where it was not. */
export function buyDayOf(steps: BuyInHand['steps'], stage: TestBuyStage): string | null {
  return standingSteps(steps).find((step) => step.stage === stage)?.on ?? null;
}

/** Files that may go: of a role that may, and consented to. */
export function goingBuyFiles({ content, consent }: Pick<BuyInHand, 'content' | 'consent'>): TestBuyFile[] {
  return content.files.filter(
    ({ role, sha256 }) => TEST_BUY_GOING_ROLES.includes(role) && consent?.files.includes(sha256),
  );
}

/** The same, photographs alone. */
export const goingBuyPhotos = (buy: Pick<BuyInHand, 'content' | 'consent'>): TestBuyFile[] =>
  goingBuyFiles(buy).filter(({ role }) => TEST_BUY_PHOTO_ROLES.includes(role));

/**
 * What a test buy lacks so far, in the order in which it is done; nothing once it came to nothing. None of it holds back that a stage is noted:
 * a stage is what happened.
 */
export function testBuyLacks(buy: BuyInHand): TestBuyLack[] {
  const { content, steps, statement, consent } = buy;
  const stage = buyStageOf(steps);
  if (TEST_BUY_ENDS.includes(stage)) return [];
  const has = (role: TestBuyFile['role']) => content.files.some((file) => file.role === role);
  const ordered = buyDayOf(steps, 'ordered') !== null;
  const received = buyDayOf(steps, 'received') !== null;
  const { listing, order, parcel, recordings } = content;
  const lacking: Readonly<Record<TestBuyLack, boolean>> = {
    right: content.rightId === null,
    listing: listing.marketplace === null || listing.url.trim() === '',
    capture: content.captureId === null,
    'order-number': ordered && order.number === '',
    price: ordered && order.price === null,
    'not-received': !received,
    'parcel-photos': received && !has('parcel'),
    unboxing: received && !has('unboxing') && recordings.length === 0,
    'goods-photos': received && !has('goods'),
    'label-photos': received && !has('label'),
    bag: received && parcel.bag.trim() === '',
    statement: received && statement === null,
    'statement-conclusion': statement !== null && statement.conclusion !== 'counterfeit',
    'consent-order': statement !== null && consent?.order !== true,
    'consent-photos': statement !== null && !goingBuyPhotos(buy).some(({ role }) => role === 'goods'),
    'signed-report': stage === 'reported' && !goingBuyFiles(buy).some(({ role }) => role === 'report'),
  };
  return TEST_BUY_LACKS.filter((lack) => lacking[lack]);
}

/** What is missing before a report can be made; empty where nothing is. */
export function buyReportLacks(buy: BuyInHand): TestBuyLack[] {
  return testBuyLacks(buy).filter((lack) => NEEDED_BY_REPORT.includes(lack));
}
