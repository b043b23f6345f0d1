import type { RaidConsent, RaidRequest } from './codes.ts';
import { GOING_ROLES } from './codes.ts';
import type { RaidContent, RaidFile } from './content.ts';
import { bagsOf, type CustodyEntry, type CustodyGap, custodyGaps } from './custody.ts';

/** What a raid lacks before a package can be made of it. */
export type RaidLack =
  | {
      lack:
        | 'right'
        | 'instrument-kind'
        | 'instrument-authority'
        | 'instrument-number'
        | 'instrument-date'
        | 'instrument-date-ahead'
        | 'instrument-seal'
        | 'instrument-unsealed'
        | 'instrument-scan'
        | 'instrument-redacted'
        | 'instrument-consent'
        | 'permission-by'
        | 'permission-marketplace'
        | 'permission-refused'
        | 'party'
        | 'link'
        | 'inventory';
    }
  | { lack: 'permission-over'; day: string }
  | { lack: 'link-party' | 'link-seller' | 'link-proof'; seller: string }
  | { lack: 'consent'; consent: RaidConsent }
  | { lack: 'custody'; gap: CustodyGap };

/** Files that go: chosen by a person, of a role that may, with the consent to that role. */
export function goingRaidFiles({ files, consents }: Pick<RaidContent, 'files' | 'consents'>): RaidFile[] {
  return files.filter(({ goes, role }) => {
    const consent = GOING_ROLES[role];
    return goes && consent !== undefined && consents.includes(consent);
  });
}

/**
 * What a raid still lacks before its package can be made; empty where nothing does. Source: the standard of the program's packages, of which each needs a
 * sealed instrument, complete custody, the permission to disclose, and one link of grade A or B.
 * @param today `YYYY-MM-DD` in UTC
 */
export function raidGate(raid: RaidContent, log: readonly CustodyEntry[], today: string): RaidLack[] {
  return [
    ...(raid.rightIds.length === 0 ? [{ lack: 'right' } as const] : []),
    ...instrumentLacks(raid, today),
    ...permissionLacks(raid.permission, today),
    ...linkLacks(raid),
    ...consentLacks(raid),
    ...(raid.inventory.length === 0 ? [{ lack: 'inventory' } as const] : []),
    ...custodyGaps(bagsOf(raid.inventory), log).map((gap) => ({ lack: 'custody', gap }) as const),
  ];
}

function instrumentLacks({ instrument, files, consents }: RaidContent, today: string): RaidLack[] {
  const lacks: RaidLack[] = [];
  const { kind, authority, number, date, sealed } = instrument;
  if (kind === null) lacks.push({ lack: 'instrument-kind' });
  if (authority.trim() === '') lacks.push({ lack: 'instrument-authority' });
  if (number.trim() === '') lacks.push({ lack: 'instrument-number' });
  if (date === null) lacks.push({ lack: 'instrument-date' });
  else if (date > today) lacks.push({ lack: 'instrument-date-ahead' });
  if (sealed === null) lacks.push({ lack: 'instrument-seal' });
  if (sealed === false) lacks.push({ lack: 'instrument-unsealed' });
  const scans = files.filter(({ role }) => role === 'instrument');
  if (!scans.some(({ redactedFrom }) => redactedFrom === null)) lacks.push({ lack: 'instrument-scan' });
  if (!scans.some(({ redactedFrom, goes }) => redactedFrom !== null && goes))
    lacks.push({ lack: 'instrument-redacted' });
  if (!consents.includes('instrument')) lacks.push({ lack: 'instrument-consent' });
  return lacks;
}

function permissionLacks({ by, toMarketplace, until }: RaidContent['permission'], today: string): RaidLack[] {
  const lacks: RaidLack[] = [];
  if (by.trim() === '') lacks.push({ lack: 'permission-by' });
  if (toMarketplace === null) lacks.push({ lack: 'permission-marketplace' });
  if (toMarketplace === false) lacks.push({ lack: 'permission-refused' });
  if (until !== null && until < today) lacks.push({ lack: 'permission-over', day: until });
  return lacks;
}

function linkLacks({ links, parties, files }: RaidContent): RaidLack[] {
  const lacks: RaidLack[] = [];
  if (parties.length === 0) lacks.push({ lack: 'party' });
  const shown = links.filter(({ grade }) => grade !== 'C');
  if (shown.length === 0) lacks.push({ lack: 'link' });
  for (const { partyId, sellerId, shopUrl, sellerName, proof, grade } of shown) {
    const seller = sellerName || sellerId || shopUrl;
    if (partyId === null) lacks.push({ lack: 'link-party', seller });
    if (sellerId.trim() === '' && shopUrl.trim() === '') lacks.push({ lack: 'link-seller', seller });
    const paper = files.find(({ sha256 }) => sha256 === proof);
    // What grade A says an official paper names, an official paper has to name.
    if (!paper || (grade === 'A' && paper.role !== 'instrument' && paper.role !== 'proof'))
      lacks.push({ lack: 'link-proof', seller });
  }
  return lacks;
}

/** A person chose files to go without the consent that they need. */
function consentLacks({ files, consents }: RaidContent): RaidLack[] {
  const wanted = new Set(
    files.flatMap(({ goes, role }) => {
      const consent = goes ? GOING_ROLES[role] : undefined;
      return consent === undefined || consent === 'instrument' || consents.includes(consent) ? [] : [consent];
    }),
  );
  return [...wanted].map((consent) => ({ lack: 'consent', consent }));
}

/**
 * What a raid's papers support: the closing of stores and a look at linked accounts where an official paper names a shop and can no longer be
 * challenged, else the removal of listings and a look at penalties. Null without a link of grade A or B.
 */
export function raidRequest({
  links,
  instrument,
}: Pick<RaidContent, 'links' | 'instrument'>): RaidRequest | null {
  if (links.some(({ grade }) => grade === 'A') && instrument.finality === 'final') return 'closure';
  return links.some(({ grade }) => grade !== 'C') ? 'removal' : null;
}
