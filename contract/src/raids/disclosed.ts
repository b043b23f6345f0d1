import { z } from 'zod';
import { ADDED_FILE_TYPES, type AddedFileType } from '../fields/added-file.ts';
import { sha256Hex } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';
import { MARKETPLACE_IDS } from '../marketplaces/types.ts';
import {
  CUSTODIANS,
  FINALITIES,
  INSTRUMENT_KINDS,
  RAID_FILE_ROLES,
  RAID_REQUESTS,
  TIE_KINDS,
} from './codes.ts';
import type { RaidContent, RaidFile } from './content.ts';
import type { CustodyEntry, ShownSide } from './custody.ts';
import { goingRaidFiles, raidRequest } from './gate.ts';

const fileName = z.string().regex(/^file-[0-9]{3}\.(?:png|jpg|webp|pdf)$/);
const partyNumber = z.number().int().positive();

/** Who had goods: the requester, or somebody outside by what they are. Names of people stay. */
const holder = z.enum(['requester', ...CUSTODIANS]);

/** What a marketplace gets of a raid: `data/raid.json` of its package. Built from what may go, and from nothing else. */
export const disclosedRaid = z.strictObject({
  schema: z.literal(1),
  number: z.string(),
  preparedOn: z.iso.date(),
  requester: z.string(),
  request: z.enum(RAID_REQUESTS),
  rights: z.array(
    z.strictObject({
      type: z.string(),
      place: z.string(),
      number: z.string(),
      mark: z.string(),
      owner: z.string(),
    }),
  ),
  permission: z.strictObject({ by: z.string(), basis: z.string(), until: z.iso.date().nullable() }),
  instrument: z.strictObject({
    kind: z.enum(INSTRUMENT_KINDS),
    authority: z.string(),
    number: z.string(),
    date: z.iso.date(),
    sealed: z.literal(true),
    finality: z.enum(FINALITIES),
    appealUntil: z.iso.date().nullable(),
  }),
  event: z.strictObject({ date: z.iso.date().nullable(), place: z.string(), ledBy: z.string() }).nullable(),
  parties: z.array(z.strictObject({ party: partyNumber, name: z.string().nullable() })),
  inventory: z
    .array(
      z.strictObject({
        bag: z.string(),
        description: z.string(),
        brand: z.string(),
        quantity: z.number().int().nullable(),
        unit: z.string(),
        photos: z.array(fileName),
      }),
    )
    .nullable(),
  authentication: z
    .strictObject({ role: z.string(), conclusion: z.string(), on: z.iso.date().nullable() })
    .nullable(),
  links: z.array(
    z.strictObject({
      party: partyNumber,
      marketplace: z.enum(MARKETPLACE_IDS),
      shopUrl: z.string(),
      sellerId: z.string(),
      sellerName: z.string(),
      kind: z.enum(TIE_KINDS),
      grade: z.enum(['A', 'B']),
      proof: fileName.nullable(),
    }),
  ),
  custody: z.array(
    z.strictObject({ on: z.iso.date(), bags: z.array(z.string()).nullable(), from: holder, to: holder }),
  ),
  files: z.array(
    z.strictObject({
      name: fileName,
      role: z.enum(RAID_FILE_ROLES),
      sha256: sha256Hex,
      bytes: z.number().int().positive(),
      type: z.enum(ADDED_FILE_TYPES),
      /** What was painted over in it, where something was. */
      removed: z.string().nullable(),
      translation: z
        .strictObject({
          of: fileName.nullable(),
          language: z.enum(LANGUAGES).nullable(),
          certified: z.boolean(),
        })
        .nullable(),
    }),
  ),
});
export type DisclosedRaid = z.infer<typeof disclosedRaid>;

const EXTENSIONS: Readonly<Record<AddedFileType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** A clean copy of a file that goes. */
export interface CleanCopy {
  sha256: string;
  bytes: number;
  type: AddedFileType;
}

/** What a package is made from, beside the raid itself. */
export interface RaidSurroundings {
  number: string;
  preparedOn: string;
  requester: string;
  rights: DisclosedRaid['rights'];
  custody: readonly CustodyEntry[];
  /** Clean copies of the files that go, by the hash of what was handed in. */
  copies: ReadonlyMap<string, CleanCopy>;
}

const holderOf = (side: ShownSide) => (side.kind === 'person' ? ('requester' as const) : side.custodian);

/**
 * What goes of a raid that passed the gate: class A, and of class B what consent was given to. A link of grade C, and whatever belongs to a sealed
 * annex, has no place in its shape.
 * @throws where the raid has not passed the gate
 */
export function discloseRaid(raid: RaidContent, given: RaidSurroundings): DisclosedRaid {
  const { consents, instrument, event, parties, authentication } = raid;
  const may = (consent: RaidContent['consents'][number]) => consents.includes(consent);
  const request = raidRequest(raid);
  const { kind, authority, number, date, sealed, finality, appealUntil } = instrument;
  if (request === null || kind === null || date === null || sealed !== true)
    throw new Error('a raid that has not passed the gate is not disclosed');
  const going = goingRaidFiles(raid).filter(({ sha256 }) => given.copies.has(sha256));
  const nameOf = namesOf(going, given.copies);
  const partyNumberOf = (partyId: string | null) =>
    parties.findIndex((party) => party.partyId === partyId) + 1;
  const shown = raid.links.flatMap((link) => {
    const { grade, partyId, marketplace, shopUrl, sellerId, sellerName, proof } = link;
    if (grade === 'C' || partyId === null) return [];
    const named = { marketplace, shopUrl, sellerId, sellerName, kind: link.kind, grade };
    return [{ party: partyNumberOf(partyId), ...named, proof: nameOfPaper(going, nameOf, proof) }];
  });
  const linked = new Set(shown.map(({ party }) => party));
  return {
    schema: 1,
    ...{ number: given.number, preparedOn: given.preparedOn, requester: given.requester, request },
    rights: given.rights,
    permission: { by: raid.permission.by, basis: raid.permission.basis, until: raid.permission.until },
    instrument: { kind, authority, number, date, sealed, finality, appealUntil },
    event: may('event') ? { date: event.date, place: event.place, ledBy: event.ledBy } : null,
    parties: parties.flatMap(({ name }, index) =>
      linked.has(index + 1) ? [{ party: index + 1, name: may('parties') ? name : null }] : [],
    ),
    inventory: may('inventory')
      ? raid.inventory.map(({ bag, description, brand, quantity, unit, photos }) => ({
          ...{ bag, description, brand, quantity, unit },
          photos: photos.flatMap((photo) => nameOf.get(photo) ?? []),
        }))
      : null,
    authentication: may('authentication')
      ? { role: authentication.role, conclusion: authentication.conclusion, on: authentication.on }
      : null,
    links: shown,
    custody: given.custody
      .filter(({ withdrawn }) => withdrawn === null)
      .map(({ at, bags, from, to }) => ({
        on: at.slice(0, 10),
        // A bag's number is the inventory's.
        bags: may('inventory') ? bags : null,
        ...{ from: holderOf(from), to: holderOf(to) },
      }))
      .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)),
    files: going.flatMap((file) => {
      const copy = given.copies.get(file.sha256);
      const name = nameOf.get(file.sha256);
      if (!copy || name === undefined) return [];
      const { role, removed, redactedFrom, translates, language, certified } = file;
      return [
        {
          ...{ name, role, sha256: copy.sha256, bytes: copy.bytes, type: copy.type },
          removed: redactedFrom === null ? null : removed,
          translation:
            role === 'translation'
              ? { of: nameOfPaper(going, nameOf, translates), language, certified }
              : null,
        },
      ];
    }),
  };
}

/** Files are numbered: what somebody's disk called them can say something. */
function namesOf(going: readonly RaidFile[], copies: ReadonlyMap<string, CleanCopy>): Map<string, string> {
  return new Map(
    going.flatMap(({ sha256 }, index) => {
      const copy = copies.get(sha256);
      const number = String(index + 1).padStart(3, '0');
      return copy ? [[sha256, `file-${number}.${EXTENSIONS[copy.type]}`]] : [];
    }),
  );
}

/** Under which name a paper goes: itself, or the copy of it in which something was painted over. */
function nameOfPaper(
  going: readonly RaidFile[],
  nameOf: ReadonlyMap<string, string>,
  paper: string | null,
): string | null {
  if (paper === null) return null;
  const copy = going.find(({ redactedFrom }) => redactedFrom === paper);
  return nameOf.get(paper) ?? (copy && nameOf.get(copy.sha256)) ?? null;
}
