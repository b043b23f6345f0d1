import { randomUUID } from 'node:crypto';
import {
  type AnswerCause,
  type AnswerOutcome,
  MARKETPLACES,
  type MarketplaceId,
  type ReasonCode,
  type Right,
} from '@marketsafe/contract';
import { openLedger } from '../audit/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Caller } from '../organisations/service.ts';
import { applyAnswers, claimsBehind } from '../packets/answers/apply.ts';
import { buildPackets } from '../packets/build.ts';
import { lookThrough } from '../packets/firewall.ts';
import { releasePacket } from '../packets/release.ts';
import { AURORA, BOREALIS, DEMO_RIGHTS, MERIDIAN } from './data.ts';
import { demoId, type PlannedClaim } from './plan.ts';
import { EXPLANATIONS, GOODS, PREFIXES, SELLERS } from './texts.ts';

const DAY = 24 * 60 * 60 * 1_000;
/** Months that the demo program has a history of, and how many packets of how many claims each has. */
const MONTHS = 14;
const CLAIMS = 4;
const GROUPS: readonly { marketplace: MarketplaceId; reason: ReasonCode }[] = [
  { marketplace: 'taobao', reason: 'unfair-trademark-use' },
  { marketplace: 'aliexpress', reason: 'unfair-trademark-use' },
  { marketplace: 'taobao', reason: 'model-does-not-exist' },
];
/** The last of it lies so many days back: what is newer is told by the other claims. */
const LAST = 6;

/** One packet of the history: its claims, and what the marketplace answers about each, and when. */
interface PlannedPacket {
  claims: PlannedClaim[];
  built: Date;
  answers: { at: Date; outcome: AnswerOutcome; cause: AnswerCause | null }[];
}

/** More is refused at first, and less month by month. */
function outcomeOf(month: number, nth: number): { outcome: AnswerOutcome; cause: AnswerCause | null } {
  const refusedOf = month > 10 ? 4 : month > 6 ? 7 : month > 3 ? 11 : 19;
  if (nth % refusedOf === 2) {
    return { outcome: 'refused', cause: nth % 2 === 0 ? 'evidence-insufficient' : 'grey-market' };
  }
  return { outcome: nth % 23 === 5 ? 'already-gone' : 'removed', cause: null };
}

/** A packet of a few claims that were filed hours before it was built, with what was answered about each in the days after. */
function planPacket(
  organisationId: string,
  right: Right,
  { marketplace, reason }: (typeof GROUPS)[number],
  { built, first, month }: { built: Date; first: number; month: number },
): PlannedPacket {
  const claims = Array.from({ length: CLAIMS }, (_, index): PlannedClaim => {
    const nth = first + index;
    const at = new Date(built.getTime() - (3 * CLAIMS - index) * 60 * 60_000);
    const itemId = String(790_000_000_000 + nth * 6_131);
    const english = marketplace === 'aliexpress';
    const goods = GOODS[right.brand === 'Borealis' ? 'audio' : 'outdoor'];
    const thing = goods[nth % goods.length] ?? { en: '', zh: '' };
    const prefix = PREFIXES[nth % PREFIXES.length] ?? { en: '', zh: '' };
    const name = SELLERS[nth % SELLERS.length] ?? SELLERS[0];
    return {
      claimId: demoId(`history ${nth}`),
      ...{ organisationId, right, reason, at, picture: nth % 40 },
      target: {
        ...{ kind: 'listing', marketplace, itemId },
        canonicalUrl: MARKETPLACES[marketplace].canonicalUrl(itemId),
        title: english ? `${prefix.en} ${right.brand} ${thing.en}` : `${prefix.zh}${right.brand}${thing.zh}`,
        price: { min: 39 + (nth % 400), max: 39 + (nth % 400), currency: english ? 'USD' : 'CNY' },
        seller: { name, id: String(2_200_000_000_000 + SELLERS.indexOf(name)) },
        capturedAt: new Date(at.getTime() - 20 * 60_000).toISOString(),
      },
      explanation: EXPLANATIONS[reason],
      moves: [{ to: 'approved', at: new Date(at.getTime() + 60 * 60_000), text: null }],
    };
  });
  return {
    ...{ claims, built },
    answers: claims.map((_, index) => ({
      at: new Date(built.getTime() + (2 + index * 1.5) * DAY),
      ...outcomeOf(month, first + index),
    })),
  };
}

function firstRightOf(holder: string): Right {
  const right = DEMO_RIGHTS.find((of) => of.organisationId === holder)?.rights[0];
  if (!right) throw new Error('the demo program has no such right');
  return right;
}

/** What Borealis filed over more than a year, packet by packet. */
export function planHistory(until: Date): PlannedPacket[] {
  const right = firstRightOf(BOREALIS);
  const packets: PlannedPacket[] = [];
  for (let month = MONTHS; month > 0; month -= 1) {
    for (const [place, group] of GROUPS.entries()) {
      const built = new Date(until.getTime() - (LAST + month * 30 - place * 9) * DAY);
      const first = ((MONTHS - month) * GROUPS.length + place) * CLAIMS;
      packets.push(planPacket(BOREALIS, right, group, { built, first, month }));
    }
  }
  return packets;
}

/** What the others filed in the spring of the last calendar year, so that what is published of it is nobody’s in particular. */
export function planLastYear(until: Date): PlannedPacket[] {
  const right = firstRightOf(AURORA);
  return [AURORA, MERIDIAN].flatMap((organisationId, who) =>
    GROUPS.map((group, place) => {
      const built = new Date(Date.UTC(until.getUTCFullYear() - 1, 3 + place, 10 + who * 7, 9));
      // Numbers that no other of the history has.
      const first = 1_000 + (who * GROUPS.length + place) * CLAIMS;
      return planPacket(organisationId, right, group, { built, first, month: MONTHS });
    }),
  );
}

/** What the history works with. */
export interface HistoryTools {
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  scratch: string;
  staff: readonly Caller[];
}

interface Step {
  at: Date;
  run: () => Promise<void>;
}

/**
 * The steps of one packet after its claims were approved, by the functions that do so every day: built by one, released by another, answered link by
 * link. Each looks first whether it is done.
 */
export function packetSteps(tools: HistoryTools, { claims, built, answers }: PlannedPacket): Step[] {
  const [builder, releaser] = tools.staff;
  const [first] = claims;
  if (!builder || !releaser || !first) throw new Error('the demo program has no two people to pack');
  const { organisationId, right, reason, target } = first;
  const group = {
    ...{ organisationId, holderId: holderOf(right), marketplace: target.marketplace, rightId: right.rightId },
    ...{ targetKind: 'listing' as const, reason },
  };
  const find = () =>
    tools.db.asStaff(builder.userId, (scope) =>
      scope
        .selectFrom('app.packet_claims as member')
        .innerJoin('app.packets as packet', 'packet.packet_id', 'member.packet_id')
        .select(['packet.packet_id', 'packet.number', 'packet.state'])
        .where('member.organisation_id', '=', organisationId)
        .where('member.claim_id', '=', first.claimId)
        .executeTakeFirst(),
    );
  const build = async () => {
    if (await find()) return;
    const claimIds = claims.map(({ claimId }) => claimId);
    await buildPackets({ ...tools, now: () => built }, builder, { group, claimIds, expedited: null });
  };
  const at = new Date(built.getTime() + DAY / 2);
  const release = async () => {
    const packet = await find();
    if (packet?.state !== 'built') return;
    const { packet_id: packetId } = packet;
    const { contentSha256: seen } = await tools.db.asStaff(releaser.userId, (scope) =>
      lookThrough(scope, tools.store, releaser, packetId),
    );
    await releasePacket({ ...tools, now: () => at }, releaser, packetId, { seen, channel: 'desk' });
  };
  return [
    { at: built, run: build },
    { at, run: release },
    ...answers.map((answer, position) => ({
      at: answer.at,
      run: () => answerLink(tools, builder, { find, organisationId, position, answer }),
    })),
  ];
}

function holderOf({ rightId }: Right): string {
  const of = DEMO_RIGHTS.find(({ rights }) => rights.some((right) => right.rightId === rightId));
  if (!of) throw new Error('the demo program has no such right');
  return of.organisationId;
}

interface Answering {
  find: () => Promise<{ packet_id: string; number: string } | undefined>;
  organisationId: string;
  position: number;
  answer: PlannedPacket['answers'][number];
}

async function answerLink(
  { db }: HistoryTools,
  { userId, userName }: Caller,
  { find, organisationId, position, answer }: Answering,
): Promise<void> {
  const packet = await find();
  if (!packet) return;
  const { packet_id: packetId, number } = packet;
  await db.inOrganisation({ organisationId, userId, as: 'staff' }, async (scope) => {
    const ledger = await openLedger(scope, organisationId);
    const behind = await claimsBehind(scope, [{ packetId, position }]);
    const waiting = behind.filter(({ state }) => state === 'sent' || state === 'acknowledged');
    if (waiting.length === 0) return;
    const { outcome, cause } = answer;
    await applyAnswers(
      scope,
      ledger,
      { userId, name: userName, role: 'analyst' },
      [
        {
          ...{ answerId: randomUUID(), packetId, packet: number, position },
          said: { outcome, cause, words: '' },
          claims: waiting.map(({ claimId }) => claimId),
          ...{ through: 'desk', from: null, byUser: userId },
        },
      ],
      answer.at,
    );
  });
}
