import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { MandateState, NewMandate } from '@marketsafe/contract';
import { recordBlob } from '../blobs/service.ts';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import { decideMandate, revokeMandate } from '../mandates/decide.ts';
import { giveMandate } from '../mandates/give.ts';
import type { Caller } from '../organisations/service.ts';
import { AURORA, BOREALIS, MERIDIAN } from './data.ts';

/** What giving mandates works with. */
interface MandateTools {
  db: Database;
  store: BlobStore;
  /** Who answers for each organisation. */
  managers: ReadonlyMap<string, Caller>;
}

/** A mandate of the demo program, with days as counted from today. */
interface PlannedMandate {
  mandateId: string;
  holder: string;
  state: MandateState;
  powers: NewMandate['powers'];
  marketplaces: NewMandate['marketplaces'];
  from: number;
  to: number;
}

const id = (suffix: string) => `5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e3d${suffix}`;

/** One in each state that there is. */
const PLAN: readonly PlannedMandate[] = [
  {
    ...{ mandateId: id('01'), holder: AURORA, state: 'in-force', from: -730, to: 300 },
    ...{ powers: ['file-claims', 'withdraw', 'register-rights'], marketplaces: null },
  },
  {
    ...{ mandateId: id('02'), holder: BOREALIS, state: 'proposed', from: 0, to: 365 },
    ...{ powers: ['file-claims'], marketplaces: null },
  },
  {
    ...{ mandateId: id('03'), holder: BOREALIS, state: 'refused', from: -20, to: 200 },
    ...{ powers: ['file-claims', 'answer-counter-notices'], marketplaces: null },
  },
  {
    ...{ mandateId: id('04'), holder: AURORA, state: 'revoked', from: -60, to: 100 },
    ...{ powers: ['file-claims'], marketplaces: ['taobao', 'tmall'] },
  },
  {
    ...{ mandateId: id('05'), holder: BOREALIS, state: 'coming', from: 30, to: 395 },
    ...{ powers: ['file-claims'], marketplaces: ['aliexpress'] },
  },
  {
    ...{ mandateId: id('06'), holder: BOREALIS, state: 'expired', from: -70, to: -3 },
    ...{ powers: ['file-claims'], marketplaces: null },
  },
];

/** Gives the demo program's representative mandates, one in each state; those that are there stay as they are. */
export async function giveDemoMandates(tools: MandateTools): Promise<void> {
  const agent = tools.managers.get(MERIDIAN);
  for (const planned of PLAN) {
    const holder = tools.managers.get(planned.holder);
    if (!agent || !holder) throw new Error('the demo program lacks a manager');
    await giveOne(tools, planned, { agent, holder });
  }
}

async function giveOne(
  { db, store }: MandateTools,
  { mandateId, state, powers, marketplaces, from, to }: PlannedMandate,
  { agent, holder }: { agent: Caller; holder: Caller },
): Promise<void> {
  const there = await db.inOrganisation(holder, (scope) =>
    scope
      .selectFrom('app.mandates')
      .select('mandate_id')
      .where('mandate_id', '=', mandateId)
      .executeTakeFirst(),
  );
  if (there) return;
  // What its holder has not said yet was asked for by the representative.
  const isAsked = state === 'proposed' || state === 'refused';
  const [giver, other] = isAsked ? [agent, holder] : [holder, agent];
  const paper = Buffer.from(`%PDF-1.4\n% ${holder.organisationName}: ${mandateId}\n%%EOF\n`);
  const document = createHash('sha256').update(paper).digest('hex');
  await store.put(giver.organisationId, document, Readable.from([paper]), paper.length);
  await recordBlob({ db, store }, giver, { sha256: document, bytes: paper.length, type: 'application/pdf' });
  await giveMandate({ db, store }, giver, {
    ...{ mandateId, party: other.organisationName, rightIds: null, marketplaces, powers },
    ...{ validFrom: dayAt(from), validTo: dayAt(to), document, authority: 'sealed' },
    ...{ signedName: holder.userName, signedTitle: 'Director' },
  });
  if (state === 'refused')
    await decideMandate(db, holder, mandateId, { decision: 'refused', reason: REFUSAL });
  if (state === 'revoked') await revokeMandate(db, holder, mandateId, REVOCATION);
}

const REFUSAL = 'We answer counter-notices ourselves. Please ask for filing alone.';
const REVOCATION = 'Both marketplaces are looked after by ourselves now.';
const DAY = 24 * 60 * 60 * 1_000;

function dayAt(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
