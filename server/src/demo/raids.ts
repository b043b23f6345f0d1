import { createHash } from 'node:crypto';
import type { MarketplaceId, NewHandover, RaidContent } from '@marketsafe/contract';
import { sql } from 'kysely';
import type { BlobStore } from '../blobs/store.ts';
import type { Database } from '../db/database.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Caller } from '../organisations/service.ts';
import { confirmHandover, noteHandover } from '../raids/custody.ts';
import { noteOutcome } from '../raids/outcome.ts';
import { prepareRaid } from '../raids/prepare.ts';
import { readRaid } from '../raids/read.ts';
import { decideRaid } from '../raids/release.ts';
import { openRaid, saveRaid } from '../raids/save.ts';
import type { SigningKey } from '../sealing/signing-key.ts';
import { VERSION } from '../version.ts';
import { AURORA, BOREALIS, DEMO_RIGHTS } from './data.ts';
import { type DemoFile, drawDemoPaper, keepDemoFiles } from './files.ts';
import { listingPicture } from './pictures.ts';
import { demoId } from './plan.ts';
import {
  begunCase,
  completeCase,
  type KeptFiles,
  type KnownShop,
  PAPERS,
  unfinishedCase,
} from './raid-cases.ts';

const DAY = 24 * 60 * 60 * 1_000;
const PHOTOS = [1, 2, 3];

/** What raids are made with. */
interface RaidTools {
  db: Database;
  store: BlobStore;
  drawing: Drawing;
  scratch: string;
  signingKey: SigningKey;
  people: {
    investigators: ReadonlyMap<string, Caller>;
    managers: ReadonlyMap<string, Caller>;
    analysts: readonly Caller[];
  };
}

/**
 * Civil raids of the demo program, through the functions that keep them every day: one from the instrument to what came of it, one that lacks two things, and
 * one that was just begun. What is there already stays as people work on it.
 */
export async function keepDemoRaids(tools: RaidTools, until: Date): Promise<void> {
  const { db, people } = tools;
  const [aurora, manager] = [people.investigators.get(AURORA), people.managers.get(AURORA)];
  const borealis = people.investigators.get(BOREALIS);
  const [analyst] = people.analysts;
  if (!aurora || !manager || !borealis || !analyst) return;
  const rightsOf = (organisation: string) =>
    (DEMO_RIGHTS.find(({ organisationId }) => organisationId === organisation)?.rights ?? [])
      .filter(({ status, type }) => status === 'verified' && type === 'trademark')
      .slice(0, 2)
      .map(({ rightId }) => rightId);
  const sha = await keepPapers(tools, aurora, new Date(until.getTime() - 30 * DAY));
  const whole = completeCase(until, rightsOf(AURORA), await shopsOf(db, aurora), sha);
  const complete = await keep(tools, aurora, 'complete', whole);
  await custody(tools, { aurora, manager }, { raidId: complete, until, sha, confirmed: true });
  await goOut(tools, { aurora, analyst }, complete, until);
  const open = await keep(tools, aurora, 'unfinished', unfinishedCase(whole));
  await custody(tools, { aurora, manager }, { raidId: open, until, sha, confirmed: false });
  await keep(tools, borealis, 'begun', begunCase(until, rightsOf(BOREALIS), await shopsOf(db, borealis)));
}

/** Draws and keeps all papers and pictures. */
async function keepPapers(tools: RaidTools, caller: Caller, at: Date): Promise<KeptFiles> {
  const named = new Map<string, string>();
  const files: DemoFile[] = [];
  const add = (name: string, bytes: Buffer, type: DemoFile['type']) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    named.set(name, sha256);
    files.push({ bytes, sha256, type });
  };
  for (const [name, paper] of Object.entries(PAPERS))
    add(name, await drawDemoPaper(paper), 'application/pdf');
  for (const place of PHOTOS) add(`photo-${place}`, listingPicture(900 + place), 'image/png');
  await keepDemoFiles(tools, caller, files, at);
  return (name) => named.get(name) ?? '';
}

/** Shops of an organisation's own claims, those with most claims first. */
async function shopsOf(db: Database, caller: Caller): Promise<KnownShop[]> {
  const { rows } = await db.inOrganisation(caller, (scope) =>
    sql<{ marketplace: MarketplaceId; id: string | null; name: string }>`
      select marketplace, target -> 'seller' ->> 'id' as id, target -> 'seller' ->> 'name' as name from app.claims
      where organisation_id = ${caller.organisationId} and target -> 'seller' ->> 'name' is not null
      group by 1, 2, 3 order by count(*) desc, 3 limit 3`.execute(scope),
  );
  return rows.map(({ marketplace, id, name }) => ({
    ...{ marketplace, sellerId: id ?? name, sellerName: name, shopUrl: '' },
  }));
}

/** Opens a raid and saves what it says, once. */
async function keep(tools: RaidTools, caller: Caller, name: string, content: RaidContent): Promise<string> {
  const raidId = demoId(`raid ${name}`);
  await openRaid(tools, caller, { raidId, title: content.title });
  const { version } = await readRaid(tools.db, caller, raidId);
  if (version === 1) await saveRaid(tools, caller, raidId, { version, content });
  return raidId;
}

/** The goods go from the authority to the investigator, to a colleague, and to a laboratory. */
async function custody(
  tools: RaidTools,
  { aurora, manager }: { aurora: Caller; manager: Caller },
  { raidId, until, sha, confirmed }: { raidId: string; until: Date; sha: KeptFiles; confirmed: boolean },
): Promise<void> {
  const person = ({ userId }: Caller) => ({ kind: 'person', userId }) as const;
  const authority = { kind: 'outside', custodian: 'authority', name: '王警官' } as const;
  const laboratory = { kind: 'outside', custodian: 'laboratory', name: 'Textile laboratory' } as const;
  const steps: readonly Pick<NewHandover, 'from' | 'to' | 'paper'>[] = [
    { from: authority, to: person(aurora), paper: sha('signed-1') },
    { from: person(aurora), to: person(manager), paper: null },
    { from: person(manager), to: laboratory, paper: sha('signed-2') },
  ];
  for (const [index, step] of steps.entries()) {
    const handoverId = demoId(`${raidId} handover ${index}`);
    const at = new Date(until.getTime() - (60 - index * 5) * DAY).toISOString();
    await noteHandover(tools, index === 2 ? manager : aurora, raidId, {
      handoverId,
      at,
      bags: null,
      ...step,
    });
    if (index === 1 && confirmed) await confirmHandover(tools.db, manager, { raidId, handoverId });
  }
}

/** Its package is made, released by somebody of the program, and answered. */
async function goOut(
  tools: RaidTools,
  { aurora, analyst }: { aurora: Caller; analyst: Caller },
  raidId: string,
  until: Date,
): Promise<void> {
  const before = await readRaid(tools.db, aurora, raidId);
  if (before.stage === 'open') await prepareRaid(tools, aurora, raidId, before.version);
  const { stage, package: made } = await readRaid(tools.db, analyst, raidId);
  if (stage === 'prepared' && made) {
    const decision = { decision: 'released', seen: made.contentSha256 } as const;
    await decideRaid({ ...tools, timeStamps: null, version: VERSION }, analyst, raidId, decision);
  }
  await noteOutcome(tools.db, analyst, raidId, {
    ...{ outcomeId: demoId('raid outcome'), kind: 'stores-closed', toldOn: until.toISOString().slice(0, 10) },
    ...{ toldBy: '平台联络人来信', text: '两家店铺已关闭。' },
  });
}
