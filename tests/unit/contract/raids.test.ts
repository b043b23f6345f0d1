import {
  bagsOf,
  type CustodyEntry,
  confidentiality,
  custodyGaps,
  disclosedRaid,
  discloseRaid,
  emptyRaid,
  goingRaidFiles,
  LINK_GRADES,
  RAID_CONSENTS,
  RAID_FILE_ROLES,
  type RaidContent,
  raidContent,
  raidFaults,
  raidGate,
  raidRequest,
} from '@marketsafe/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const TODAY = '2026-11-21';
const hash = (digit: string) => digit.repeat(64);
const PARTY = '3f0a1c52-7d7e-4a51-9d6c-0d8b8f6f0a12';

/** A raid that lacks nothing, whose texts of class C all hold a word. */
function complete(word = 'QZX'): RaidContent {
  const file = {
    type: 'application/pdf',
    bytes: 9,
    removed: '',
    translates: null,
    language: null,
    certified: false,
  };
  return {
    ...emptyRaid(word),
    rightIds: [PARTY],
    instrument: {
      ...{ kind: 'penalty-decision', authority: 'AMR', number: '12', date: '2026-10-12', sealed: true },
      ...{ finality: 'final', appealUntil: null },
    },
    event: { date: '2026-10-01', place: 'Warehouse', ledBy: 'Unit', present: word, course: word },
    permission: { by: 'Aurora', basis: 'Owner', toMarketplace: true, until: null },
    parties: [{ partyId: PARTY, name: 'Yiwu Trading', note: word }],
    inventory: [
      { lineId: PARTY, bag: 'B-1', description: 'Shoes', brand: 'A', quantity: 2, unit: '', photos: [] },
    ],
    authentication: { examiner: word, role: 'Examiner', conclusion: 'False', on: null, method: word },
    links: [
      {
        ...{
          linkId: PARTY,
          partyId: PARTY,
          marketplace: 'taobao',
          shopUrl: 'https://s.taobao.com',
          sellerId: '1',
        },
        ...{ sellerName: 'Shop', kind: 'named-in-paper', grade: 'A', proof: hash('a'), note: word },
      },
    ],
    files: [
      {
        ...file,
        type: 'application/pdf',
        sha256: hash('a'),
        name: word,
        role: 'instrument',
        goes: false,
        redactedFrom: null,
      },
      {
        ...file,
        type: 'application/pdf',
        sha256: hash('b'),
        name: word,
        role: 'instrument',
        goes: true,
        redactedFrom: hash('a'),
      },
    ],
    consents: ['instrument'],
    notes: word,
  };
}

const outside = { kind: 'outside', custodian: 'authority', name: 'Officer' } as const;
const person = (userId: string, confirmedAt: string | null = 'then') =>
  ({ kind: 'person', userId, name: userId, confirmedAt }) as const;
const entry = (given: Partial<CustodyEntry>): CustodyEntry => ({
  ...{ at: '2026-10-01T08:00:00.000Z', bags: null, paper: hash('c'), from: outside, to: person('a') },
  ...{ withdrawn: null, ...given },
});
const LOG = [entry({})];

const lacksOf = (raid: RaidContent, log = LOG) => raidGate(raid, log, TODAY).map(({ lack }) => lack);

describe('the gate', () => {
  it('is open for a raid that lacks nothing, and closed by each thing that is taken away', () => {
    expect(lacksOf(complete())).toEqual([]);
    const full = complete();
    const without: [Partial<RaidContent>, string][] = [
      [{ rightIds: [] }, 'right'],
      [{ instrument: { ...full.instrument, kind: null } }, 'instrument-kind'],
      [{ instrument: { ...full.instrument, authority: ' ' } }, 'instrument-authority'],
      [{ instrument: { ...full.instrument, number: '' } }, 'instrument-number'],
      [{ instrument: { ...full.instrument, date: null } }, 'instrument-date'],
      [{ instrument: { ...full.instrument, date: '2026-11-22' } }, 'instrument-date-ahead'],
      [{ instrument: { ...full.instrument, sealed: null } }, 'instrument-seal'],
      [{ instrument: { ...full.instrument, sealed: false } }, 'instrument-unsealed'],
      [{ files: full.files.slice(1) }, 'instrument-scan'],
      [{ files: full.files.slice(0, 1) }, 'instrument-redacted'],
      [{ consents: [] }, 'instrument-consent'],
      [{ permission: { ...full.permission, by: '' } }, 'permission-by'],
      [{ permission: { ...full.permission, toMarketplace: null } }, 'permission-marketplace'],
      [{ permission: { ...full.permission, toMarketplace: false } }, 'permission-refused'],
      [{ permission: { ...full.permission, until: '2026-11-20' } }, 'permission-over'],
      [{ parties: [] }, 'party'],
      [{ links: [] }, 'link'],
      [{ links: full.links.map((link) => ({ ...link, grade: 'C' as const })) }, 'link'],
      [{ links: full.links.map((link) => ({ ...link, partyId: null })) }, 'link-party'],
      [{ links: full.links.map((link) => ({ ...link, sellerId: '', shopUrl: '' })) }, 'link-seller'],
      [{ links: full.links.map((link) => ({ ...link, proof: null })) }, 'link-proof'],
      [{ inventory: [] }, 'inventory'],
    ];
    for (const [taken, lack] of without)
      expect([lack, lacksOf({ ...full, ...taken })]).toEqual([lack, expect.arrayContaining([lack])]);
    expect(lacksOf(full, [])).toEqual(['custody']);
    expect(lacksOf({ ...full, permission: { ...full.permission, until: TODAY } })).toEqual([]);
  });

  it('lets closure be asked for only where an official paper names a shop and is final', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINK_GRADES), { maxLength: 5 }),
        fc.constantFrom('final', 'appealable', 'unknown'),
        (grades, finality) => {
          const [link] = complete().links;
          if (!link) throw new Error('no link');
          const raid = {
            links: grades.map((grade) => ({ ...link, grade })),
            instrument: { ...complete().instrument, finality },
          };
          const wanted = grades.every((grade) => grade === 'C')
            ? null
            : grades.includes('A') && finality === 'final'
              ? 'closure'
              : 'removal';
          expect(raidRequest(raid)).toBe(wanted);
        },
      ),
    );
  });
});

describe('custody', () => {
  it('has a gap for every hand-over that does not follow, is not confirmed, or is withdrawn', () => {
    const second = entry({ at: '2026-10-02T08:00:00.000Z', from: person('a'), to: person('b') });
    expect(custodyGaps(['B-1'], [second, ...LOG])).toEqual([]);
    expect(custodyGaps(['B-1'], [...LOG, { ...second, from: person('x') }])).toMatchObject([
      { gap: 'break' },
    ]);
    expect(custodyGaps(['B-1'], [...LOG, { ...second, to: person('b', null) }])).toMatchObject([
      { gap: 'unconfirmed' },
    ]);
    expect(custodyGaps(['B-1'], [{ ...entry({}), paper: null }])).toMatchObject([{ gap: 'unconfirmed' }]);
    expect(custodyGaps(['B-1'], [{ ...entry({}), withdrawn: {} }])).toEqual([{ gap: 'none', bags: ['B-1'] }]);
    expect(custodyGaps(['B-1', 'B-2'], [entry({ bags: ['B-1'] })])).toEqual([{ gap: 'none', bags: ['B-2'] }]);
    expect(custodyGaps(['B-1'], [second])).toMatchObject([{ gap: 'break' }]);
    // Of all bags it is said once.
    expect(custodyGaps(['B-1', 'B-2', 'B-3'], [...LOG, { ...second, to: person('b', null) }])).toEqual([
      { gap: 'unconfirmed', bags: ['B-1', 'B-2', 'B-3'], at: second.at },
    ]);
    expect(custodyGaps(['B-1', 'B-2'], [])).toEqual([{ gap: 'none', bags: ['B-1', 'B-2'] }]);
    expect(bagsOf([{ bag: ' B-1' }, { bag: 'B-1' }, { bag: '' }])).toEqual(['B-1', '']);
  });

  it('is complete for any chain in which each hands on what they received', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }), (names) => {
        const chain = names.map((name, index) =>
          entry({
            at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
            from: index === 0 ? outside : person(names[index - 1] ?? ''),
            to: person(name),
          }),
        );
        expect(custodyGaps(['B'], [...chain].reverse())).toEqual([]);
        if (chain.length > 2)
          expect(custodyGaps(['B'], chain.toSpliced(1, 1)).length).toBe(names[0] === names[1] ? 0 : 1);
      }),
    );
  });
});

/** Every leaf of a schema by its path. */
function leaves(schema: z.ZodType, path = ''): [path: string, schema: z.ZodType][] {
  if (confidentiality.has(schema)) return [[path, schema]];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, each]) =>
      leaves(each as z.ZodType, `${path}/${name}`),
    );
  if (schema instanceof z.ZodArray) return leaves(schema.element as z.ZodType, `${path}/*`);
  return [[path, schema]];
}

/** What is no word of anybody's: ids, hashes, types, sizes, and choices about what goes. */
const STRUCTURE =
  /(?:Id|Ids\/\*|sha256|photos\/\*|proof|redactedFrom|translates|type|bytes|role|goes|language|certified|consents\/\*)$/;

describe('what goes', () => {
  it('has a class for every text and value', () => {
    const without = leaves(raidContent).filter(
      ([path, schema]) => !confidentiality.has(schema) && !STRUCTURE.test(path),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  const surroundings = {
    ...{ number: 'MR-AAAA-AAAA', preparedOn: TODAY, requester: 'Aurora', rights: [], custody: LOG },
    copies: new Map([[hash('b'), { sha256: hash('d'), bytes: 3, type: 'application/pdf' as const }]]),
  };

  it('holds nothing of class C, whatever is consented to, and of class B only what is', () => {
    fc.assert(
      fc.property(fc.subarray([...RAID_CONSENTS]), fc.constantFrom(...LINK_GRADES), (consents, grade) => {
        const raid = complete();
        const [link] = raid.links;
        if (!link) throw new Error('no link');
        const further = { ...link, linkId: crypto.randomUUID(), grade, sellerName: `GRADE-${grade}` };
        const disclosed = discloseRaid({ ...raid, consents, links: [link, further] }, surroundings);
        const text = JSON.stringify(disclosedRaid.parse(disclosed));
        expect(text).not.toContain('QZX');
        expect(text).not.toContain('Officer');
        expect(text.includes('GRADE-C')).toBe(false);
        for (const [consent, word] of [
          ['event', 'Warehouse'],
          ['parties', 'Yiwu Trading'],
          ['inventory', 'Shoes'],
          ['authentication', 'Examiner'],
          ['instrument', hash('d')],
        ] as const) {
          expect([consent, text.includes(word)]).toEqual([consent, consents.includes(consent)]);
        }
      }),
    );
  });

  it('is no file of a role that never goes, and no original of an official paper', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RAID_FILE_ROLES), fc.boolean(), (role, redacted) => {
        const [original] = complete().files;
        if (!original) throw new Error('no file');
        const file = {
          ...original,
          sha256: hash('e'),
          role,
          goes: true,
          redactedFrom: redacted ? hash('a') : null,
        };
        const raid = { ...complete(), files: [original, file], consents: [...RAID_CONSENTS] };
        const goes = goingRaidFiles(raid).includes(file);
        const stays = ['event', 'annex', 'custody'].includes(role);
        expect(goes).toBe(!stays);
        const codes = raidFaults(raid).map(({ code }) => code);
        const needs = ['instrument', 'proof', 'translation'].includes(role) && !redacted;
        expect(codes).toEqual(stays ? ['never-goes'] : needs ? ['not-redacted'] : []);
      }),
    );
  });
});
