import { z } from 'zod';
import { classified } from '../confidentiality.ts';
import { ADDED_FILE_LIMIT, ADDED_FILE_TYPES } from '../fields/added-file.ts';
import { sha256Hex, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import {
  FINALITIES,
  GOING_ROLES,
  INSTRUMENT_KINDS,
  LINK_GRADES,
  RAID_CONSENTS,
  RAID_FILE_ROLES,
  REDACTED_ROLES,
  TIE_KINDS,
} from './codes.ts';

/** Most lines of an inventory, files, links and parties of one raid. */
export const MAX_INVENTORY_LINES = 2_000;
const MAX_RAID_FILES = 300;
const MAX_RAID_LINKS = 200;
const MAX_PARTIES = 50;
const MAX_PHOTOS = 20;
/** Largest count of one line. */
export const MAX_QUANTITY = 1_000_000_000;

const text = (most: number) => z.string().max(most);
const day = z.iso.date().nullable();

/** The paper on which a raid rests. */
const instrument = z.strictObject({
  kind: classified(z.enum(INSTRUMENT_KINDS).nullable(), 'A'),
  authority: classified(text(300), 'A'),
  number: classified(text(200), 'A'),
  date: classified(day, 'A'),
  /** Whether it bears a seal; null until somebody has looked. */
  sealed: classified(z.boolean().nullable(), 'A'),
  finality: classified(z.enum(FINALITIES), 'A'),
  /** Last day on which it can be challenged, where it can. */
  appealUntil: classified(day, 'A'),
});

/** What happened, and who was there. */
const event = z.strictObject({
  date: classified(day, 'B', 'event'),
  place: classified(text(500), 'B', 'event'),
  /** The unit that led it. */
  ledBy: classified(text(300), 'B', 'event'),
  /** People by name; what was done, in words. */
  present: classified(text(2_000), 'C'),
  course: classified(text(5_000), 'C'),
});

/** Who lets the papers be used, and for what. */
const permission = z.strictObject({
  by: classified(text(300), 'A'),
  basis: classified(text(1_000), 'A'),
  /** Whether they may be shown to the marketplace; null until it was said. */
  toMarketplace: classified(z.boolean().nullable(), 'A'),
  /** Last day of it; null without end. */
  until: classified(day, 'A'),
});

const seizedParty = z.strictObject({
  partyId: uuid,
  name: classified(text(300), 'B', 'parties'),
  note: classified(text(2_000), 'C'),
});

/** A line of the inventory, as the record has it. */
export const inventoryLine = z.strictObject({
  lineId: uuid,
  bag: classified(text(60), 'B', 'inventory'),
  description: classified(text(500), 'B', 'inventory'),
  brand: classified(text(200), 'B', 'inventory'),
  quantity: classified(z.number().int().min(0).max(MAX_QUANTITY).nullable(), 'B', 'inventory'),
  unit: classified(text(40), 'B', 'inventory'),
  photos: z.array(sha256Hex).max(MAX_PHOTOS),
});
export type InventoryLine = z.infer<typeof inventoryLine>;

/** What an examiner says of the goods. How they know is the sealed annex, and stays. */
const authentication = z.strictObject({
  examiner: classified(text(200), 'C'),
  role: classified(text(200), 'B', 'authentication'),
  conclusion: classified(text(3_000), 'B', 'authentication'),
  on: classified(day, 'B', 'authentication'),
  method: classified(text(10_000), 'C'),
});

const link = z.strictObject({
  linkId: uuid,
  partyId: uuid.nullable(),
  marketplace: classified(z.enum(MARKETPLACE_IDS), 'A'),
  shopUrl: classified(text(2_000), 'A'),
  sellerId: classified(text(200), 'A'),
  sellerName: classified(text(300), 'A'),
  kind: classified(z.enum(TIE_KINDS), 'A'),
  grade: classified(z.enum(LINK_GRADES), 'A'),
  /** The paper that shows it. */
  proof: sha256Hex.nullable(),
  note: classified(text(2_000), 'C'),
});
export type RaidLink = z.infer<typeof link>;

const raidFile = z.strictObject({
  sha256: sha256Hex,
  name: classified(z.string().min(1).max(200), 'C'),
  type: z.enum(ADDED_FILE_TYPES),
  bytes: z.number().int().positive().max(ADDED_FILE_LIMIT),
  role: z.enum(RAID_FILE_ROLES),
  /** A person chose that it goes, as a clean copy. */
  goes: z.boolean(),
  /** Of a copy in which something was painted over: the original, and what was. */
  redactedFrom: sha256Hex.nullable(),
  removed: classified(text(500), 'A'),
  /** Of a translation: what it translates, into what, and whether somebody certified it. */
  translates: sha256Hex.nullable(),
  language: z.enum(LANGUAGES).nullable(),
  certified: z.boolean(),
});
export type RaidFile = z.infer<typeof raidFile>;

/** A raid as people write it down. All of it may be empty: the gate says what is missing. */
export const raidContent = z.strictObject({
  title: classified(z.string().trim().min(1).max(200), 'C'),
  /** Rights on which it rests, registered before. */
  rightIds: z.array(uuid).max(50),
  instrument,
  event,
  permission,
  parties: z.array(seizedParty).max(MAX_PARTIES),
  inventory: z.array(inventoryLine).max(MAX_INVENTORY_LINES),
  authentication,
  links: z.array(link).max(MAX_RAID_LINKS),
  files: z.array(raidFile).max(MAX_RAID_FILES),
  consents: z.array(z.enum(RAID_CONSENTS)).max(RAID_CONSENTS.length),
  notes: classified(text(10_000), 'C'),
});
export type RaidContent = z.infer<typeof raidContent>;

/** What contradicts itself: where it stands (a JSON pointer below the content), and why. */
export interface RaidFault {
  path: string;
  code: 'named-twice' | 'no-record' | 'never-goes' | 'sealed-annex' | 'not-redacted' | 'days-contradict';
}

/** What in a raid contradicts itself. Each is at its field; a raid with one is not saved. */
export function raidFaults(raid: RaidContent): RaidFault[] {
  const faults: RaidFault[] = [];
  const files = new Map(raid.files.map((file) => [file.sha256, file]));
  const parties = new Set(raid.parties.map(({ partyId }) => partyId));
  const twice = (
    list: 'files' | 'parties' | 'inventory' | 'links',
    ids: readonly string[],
    field: string,
  ) => {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index) faults.push({ path: `/${list}/${index}/${field}`, code: 'named-twice' });
    }
  };
  twice(
    'files',
    raid.files.map(({ sha256 }) => sha256),
    'sha256',
  );
  twice(
    'parties',
    raid.parties.map(({ partyId }) => partyId),
    'partyId',
  );
  twice(
    'inventory',
    raid.inventory.map(({ lineId }) => lineId),
    'lineId',
  );
  twice(
    'links',
    raid.links.map(({ linkId }) => linkId),
    'linkId',
  );
  for (const [index, file] of raid.files.entries()) {
    const { goes, role, redactedFrom, translates, sha256 } = file;
    if (goes && GOING_ROLES[role] === undefined)
      faults.push({ path: `/files/${index}/goes`, code: 'never-goes' });
    else if (goes && REDACTED_ROLES.includes(role) && redactedFrom === null)
      faults.push({ path: `/files/${index}/goes`, code: 'not-redacted' });
    if (redactedFrom !== null && (redactedFrom === sha256 || !files.has(redactedFrom)))
      faults.push({ path: `/files/${index}/redactedFrom`, code: 'no-record' });
    if (translates !== null && (translates === sha256 || !files.has(translates)))
      faults.push({ path: `/files/${index}/translates`, code: 'no-record' });
  }
  for (const [index, { photos }] of raid.inventory.entries()) {
    if (photos.some((photo) => files.get(photo)?.role !== 'inventory'))
      faults.push({ path: `/inventory/${index}/photos`, code: 'no-record' });
  }
  for (const [index, { partyId, proof }] of raid.links.entries()) {
    if (partyId !== null && !parties.has(partyId))
      faults.push({ path: `/links/${index}/partyId`, code: 'no-record' });
    const paper = proof === null ? undefined : files.get(proof);
    if (proof !== null && !paper) faults.push({ path: `/links/${index}/proof`, code: 'no-record' });
    if (paper?.role === 'annex') faults.push({ path: `/links/${index}/proof`, code: 'sealed-annex' });
  }
  const { date, appealUntil } = raid.instrument;
  if (date !== null && appealUntil !== null && appealUntil < date)
    faults.push({ path: `/instrument/appealUntil`, code: 'days-contradict' });
  return faults;
}

/** A raid of which nothing is written down yet. */
export function emptyRaid(title: string): RaidContent {
  return {
    title,
    rightIds: [],
    instrument: {
      ...{ kind: null, authority: '', number: '', date: null, sealed: null, finality: 'unknown' },
      appealUntil: null,
    },
    event: { date: null, place: '', ledBy: '', present: '', course: '' },
    permission: { by: '', basis: '', toMarketplace: null, until: null },
    parties: [],
    inventory: [],
    authentication: { examiner: '', role: '', conclusion: '', on: null, method: '' },
    links: [],
    files: [],
    consents: [],
    notes: '',
  };
}
