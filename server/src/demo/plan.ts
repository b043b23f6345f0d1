import { createHash } from 'node:crypto';
import {
  type ClaimState,
  type ClaimTarget,
  MARKETPLACES,
  type MarketplaceId,
  type ReasonCode,
  type Right,
} from '@marketsafe/contract';
import { AURORA, BOREALIS, DEMO_RIGHTS, MERIDIAN } from './data.ts';
import { EXPLANATIONS, GOODS, PREFIXES, SELLERS, STATE_TEXTS } from './texts.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** What happens to one claim of the demo program. */
export interface PlannedClaim {
  claimId: string;
  organisationId: string;
  right: Right;
  reason: ReasonCode;
  target: ClaimTarget;
  explanation: { en: string; zh: string };
  /** Of its picture: claims on one product share it. */
  picture: number;
  at: Date;
  /** What happens after it has been taken in. */
  moves: { to: ClaimState; at: Date; text: string | null }[];
}

/** How many claims of holders end in which state, and the ways there; with those of the representative they are three hundred. */
const WAYS: readonly (readonly [count: number, ...ClaimState[]])[] = [
  [60],
  [18, 'needs_info'],
  [20, 'approved'],
  [19, 'declined'],
  [12, 'approved', 'packeted'],
  [20, 'approved', 'packeted', 'sent'],
  [12, 'approved', 'packeted', 'sent', 'acknowledged'],
  [24, 'approved', 'packeted', 'sent', 'acknowledged', 'removed'],
  [16, 'needs_info', 'in_review', 'approved', 'packeted', 'sent', 'removed'],
  [12, 'approved', 'packeted', 'sent', 'platform_rejected'],
  [10, 'approved', 'packeted', 'sent', 'removed', 'countered'],
  [5, 'approved', 'packeted', 'sent', 'removed', 'countered', 'conceded'],
  [6, 'approved', 'packeted', 'sent', 'removed', 'countered', 'contested'],
  [6, 'approved', 'packeted', 'sent', 'removed', 'countered', 'contested', 'upheld'],
  [3, 'approved', 'packeted', 'sent', 'removed', 'countered', 'contested', 'overturned'],
  [2, 'approved', 'packeted', 'sent', 'removed', 'countered', 'contested', 'reinstated'],
  [6, 'withdrawn'],
];
/** How many of the withdrawn ones were filed years ago: their time is over. */
const OLD = 4;
const OLD_AGE = 1_150 * DAY;
/** Claims on rights that are not verified: they are held. */
const HELD = 18;
/** Claims on listings of open ones. */
const DUPLICATES = 12;

const PLACES: readonly MarketplaceId[] = ['taobao', 'tmall', 'aliexpress', '1688', 'taobao', 'alibaba'];
const REASONS: Readonly<Record<Right['type'], readonly ReasonCode[]>> = {
  trademark: ['unfair-trademark-use', 'model-does-not-exist', 'unfair-trademark-use', 'counterfeit-features'],
  copyright: ['image-theft'],
  design: ['design'],
  utility: ['invention-or-utility'],
  invention: ['invention-or-utility'],
};

/** Figures that look drawn by lot and are the same each time. */
function lots(): (below: number) => number {
  let state = 20_261_129;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** An id of the demo program that is the same each time. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`marketsafe demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Every claim of the demo program, with what happens to each until a moment. */
export function planClaims(until: Date): PlannedClaim[] {
  const draw = lots();
  const claims: PlannedClaim[] = [];
  const add = (moves: readonly ClaimState[], status: Right['status'], like?: PlannedClaim) => {
    claims.push(planOne(claims.length, { until, moves, status, draw, ...(like && { like }) }));
  };
  for (const [count, ...moves] of WAYS) for (let nth = 0; nth < count; nth += 1) add(moves, 'verified');
  // The last way is that of the withdrawn ones.
  for (const claim of claims.slice(-OLD)) putBack(claim);
  for (let nth = 0; nth < HELD; nth += 1) add([], 'unverified');
  const open = claims.slice(0, 60);
  for (let nth = 0; nth < DUPLICATES; nth += 1) add([], 'verified', open[nth * 5]);
  return [...claims, ...planMandated(until)];
}

/** Lets a claim have happened years before, all else the same. */
function putBack(claim: PlannedClaim): void {
  claim.at = new Date(claim.at.getTime() - OLD_AGE);
  claim.target.capturedAt = new Date(Date.parse(claim.target.capturedAt) - OLD_AGE).toISOString();
  for (const move of claim.moves) move.at = new Date(move.at.getTime() - OLD_AGE);
}

/** What the representative has filed for a holder under the mandate that is in force: in every state that claims can be in. */
function planMandated(until: Date): PlannedClaim[] {
  const draw = lots();
  const claims: PlannedClaim[] = [];
  const add = (moves: readonly ClaimState[], status: Right['status'], like?: PlannedClaim) => {
    const number = 10_000 + claims.length;
    claims.push(planOne(number, { until, moves, status, draw, filer: MERIDIAN, ...(like && { like }) }));
  };
  for (const [, ...moves] of WAYS) add(moves, 'verified');
  add([], 'unverified');
  add([], 'verified', claims[0]);
  return claims;
}

interface Wanted {
  until: Date;
  moves: readonly ClaimState[];
  status: Right['status'];
  draw: (below: number) => number;
  /** A claim on the same listing, a day later. */
  like?: PlannedClaim;
  /** Who files it, where that is the representative: for the holder whose mandate is in force. */
  filer?: string;
}

function planOne(number: number, { until, moves, status, draw, like, filer }: Wanted): PlannedClaim {
  const organisationId = filer ?? like?.organisationId ?? (number % 9 < 5 ? AURORA : BOREALIS);
  const holderId = filer === undefined ? organisationId : AURORA;
  const today = until.toISOString().slice(0, 10);
  const rights =
    DEMO_RIGHTS.find((of) => of.organisationId === holderId)?.rights.filter(
      (right) => right.status === status && (right.expiresOn === null || right.expiresOn > today),
    ) ?? [];
  // Most claims rest on the first.
  const right = like?.right ?? rights[Math.floor((draw(1_000) / 1_000) ** 2 * rights.length)];
  if (!right) throw new Error('the demo program has no such right');
  const reasons = REASONS[right.type];
  const reason = reasons[draw(reasons.length)] ?? 'unfair-trademark-use';
  // Those that are looked at now came within days, the others over two months.
  const steps = moves.length;
  const age = like
    ? (until.getTime() - like.at.getTime()) * 0.6
    : DAY * (steps === 0 ? 0.05 + draw(600) / 100 : steps + 2 + draw((60 - steps) * 100) / 100);
  const at = new Date(until.getTime() - age);
  const seller = draw(1_000) ** 2 / 1_000_000;
  return {
    claimId: demoId(`claim ${number}`),
    ...{ organisationId, right, reason, at },
    target: {
      ...(like?.target ?? asFound(targetOf(number, right, { draw, seller }), at, until)),
      capturedAt: new Date(at.getTime() - 20 * 60_000).toISOString(),
    },
    explanation: EXPLANATIONS[reason],
    picture: like?.picture ?? number,
    moves: moves.map((to, index) => ({
      to,
      at: new Date(at.getTime() + (age * 0.9 * (index + 1)) / (steps + draw(100) / 100)),
      text: textOf(to, draw),
    })),
  };
}

function textOf(state: ClaimState, draw: (below: number) => number): string | null {
  const texts = STATE_TEXTS[state];
  return texts?.[draw(texts.length)] ?? null;
}

/**
 * A marketplace of the demo program that changed its pages two days ago: no price is found on them since. From the beginning of that day on,
 * because what is found is counted by whole days.
 */
function asFound(
  target: Omit<ClaimTarget, 'capturedAt'>,
  at: Date,
  until: Date,
): Omit<ClaimTarget, 'capturedAt'> {
  const today = until.getTime() - (until.getTime() % DAY);
  if (target.marketplace !== 'taobao' || at.getTime() < today - 2 * DAY) return target;
  const { price, ...found } = target;
  return found;
}

function targetOf(
  number: number,
  right: Right,
  { draw, seller }: { draw: (below: number) => number; seller: number },
): Omit<ClaimTarget, 'capturedAt'> {
  const marketplace = PLACES[draw(PLACES.length)] ?? 'taobao';
  const itemId = String(680_000_000_000 + number * 7_919);
  const english = marketplace === 'aliexpress' || marketplace === 'alibaba';
  const goods = GOODS[right.brand === 'Aurora' ? 'outdoor' : 'audio'];
  const thing = goods[draw(goods.length)] ?? { en: '', zh: '' };
  const prefix = PREFIXES[draw(PREFIXES.length)] ?? { en: '', zh: '' };
  const price = 39 + draw(500);
  const name = SELLERS[Math.floor(seller * SELLERS.length)] ?? SELLERS[0];
  return {
    kind: 'listing',
    ...{ marketplace, itemId },
    canonicalUrl: MARKETPLACES[marketplace].canonicalUrl(itemId),
    title: english ? `${prefix.en} ${right.brand} ${thing.en}` : `${prefix.zh}${right.brand}${thing.zh}`,
    price: { min: price, max: price + (number % 3) * 20, currency: english ? 'USD' : 'CNY' },
    seller: { name, id: String(2_200_000_000_000 + SELLERS.indexOf(name)) },
  };
}
