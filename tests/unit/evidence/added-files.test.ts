import type { AddedFile, ClaimSubmission } from '@marketsafe/contract';
import {
  canonicalJson,
  type PackagedCapture,
  PackageProblem,
  type PackageRequest,
  sha256Hex,
  verifyPackage,
} from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimOver,
  makeCapture,
  makeParties,
  type Parties,
  pack,
  requestFor,
  sealOf,
} from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

const CONSENT = { text: 1, at: '2026-11-24T09:08:07.000Z' };
const ORDER = '5012345678901234';
const TELL = 'The genuine zip is stamped on the back.';

let parties: Parties;
let capture: PackagedCapture;
const added = new Map<string, Blob>();

async function addedFile(name: string, content: string, type: AddedFile['type']): Promise<AddedFile> {
  const bytes = new Blob([content]);
  const sha256 = await sha256Hex(bytes);
  added.set(sha256, bytes);
  return { name, sha256, bytes: bytes.size, type };
}

beforeAll(async () => {
  parties = await makeParties();
  const made = await makeCapture(parties);
  capture = { ...made, seal: await sealOf(parties, made) };
});

/** A claim with everything in it, whatever its reason asks for, and with consent to some of it. */
async function claimWith(consented: readonly ('testBuyOrder' | 'testBuyReport' | 'comparison')[]) {
  const claim: ClaimSubmission = {
    ...(await claimOver([capture])),
    schema: 2,
    particulars: {
      markStandsOut: 'In the title.',
      specimen: [await addedFile('our specimen.pdf', '%PDF-1.7 specimen', 'application/pdf')],
      testBuyOrder: ORDER,
      testBuyReport: [await addedFile('report of Li Wei.pdf', '%PDF-1.7 Li Wei', 'application/pdf')],
      comparison: TELL,
      comparisonPictures: [await addedFile('tells.png', 'tell picture', 'image/png')],
      ...(consented.length > 0 && {
        consents: Object.fromEntries(consented.map((name) => [name, CONSENT])),
      }),
    },
  };
  return claim;
}

async function packed(claim: ClaimSubmission, change: Partial<PackageRequest> = {}) {
  const { blob } = await pack(requestFor(parties, [capture], { claims: [claim], added, ...change }));
  return { blob, unpacked: await Unpacked.of(blob) };
}

const namesOf = ({ files }: Unpacked) => [...files.keys()].filter((name) => name.startsWith('data/claim-'));
const textOf = ({ files }: Unpacked, name: string) => new TextDecoder().decode(files.get(name));
const everything = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());

describe('a package of evidence', () => {
  it('holds every file that was added to its claims, under neutral names, and is found sound', async () => {
    const claim = await claimWith([]);
    const { blob, unpacked } = await packed(claim);
    expect(namesOf(unpacked)).toEqual([
      'data/claim-01.json',
      'data/claim-01/file-001.pdf',
      'data/claim-01/file-002.pdf',
      'data/claim-01/file-003.png',
    ]);
    expect(textOf(unpacked, 'data/claim-01/file-002.pdf')).toBe('%PDF-1.7 Li Wei');
    expect((await verifyPackage(blob)).ok).toBe(true);
  });

  it('is not made without one of them, nor with one that changed', async () => {
    const claim = await claimWith([]);
    const reasonOf = (change: Partial<PackageRequest>) =>
      packed(claim, change).then(
        () => 'made',
        (error) => (error instanceof PackageProblem ? error.reason : String(error)),
      );
    const [first = ''] = added.keys();
    const without = new Map([...added].filter(([sha256]) => sha256 !== first));
    expect(await reasonOf({ added: without })).toBe('file-missing');
    expect(await reasonOf({ added: new Map([...added, [first, new Blob(['longer than it was'])]]) })).toBe(
      'file-changed',
    );
    const same = new Blob(['x'.repeat(added.get(first)?.size ?? 0)]);
    expect(await reasonOf({ added: new Map([...added, [first, same]]) })).toBe('file-changed');
  });

  it.each<[string, (unpacked: Unpacked) => void]>([
    ['is missing', (unpacked) => void unpacked.files.delete('data/claim-01/file-002.pdf')],
    ['was changed', (unpacked) => unpacked.flip('data/claim-01/file-002.pdf')],
    ['no claim names', (unpacked) => unpacked.write('data/claim-01/file-004.pdf', '%PDF-')],
    [
      'belongs to a claim that is not there',
      (unpacked) => unpacked.write('data/claim-02/file-001.pdf', '%PDF-'),
    ],
  ])('is refused with a file that %s, though everything was listed and signed anew', async (_, tamper) => {
    const { unpacked } = await packed(await claimWith([]));
    tamper(unpacked);
    await unpacked.listPayload(parties.server);
    await unpacked.listTags(parties.server);
    const { checks } = await verifyPackage(await unpacked.zip(), { serverKeys: [parties.server.publicKey] });
    expect(checks.filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual(['claim']);
  });
});

describe('a disclosure', () => {
  const disclosed = (claim: ClaimSubmission) => packed(claim, { kind: 'disclosure' });

  it('holds what may go, and of the rest what consent is recorded to on this very claim', async () => {
    const { blob, unpacked } = await disclosed(await claimWith(['testBuyOrder', 'testBuyReport']));
    expect(namesOf(unpacked)).toEqual([
      'data/claim-01.json',
      'data/claim-01/file-001.pdf',
      'data/claim-01/file-002.pdf',
    ]);
    const { particulars } = JSON.parse(textOf(unpacked, 'data/claim-01.json'));
    expect(particulars).toMatchObject({ markStandsOut: 'In the title.', testBuyOrder: ORDER });
    expect(particulars.consents).toEqual({ testBuyOrder: { text: 1 }, testBuyReport: { text: 1 } });
    const all = await everything(blob);
    for (const secret of [TELL, 'tell picture', 'Li Wei.pdf', 'our specimen', 'comparison', '09:08:07']) {
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
    }
    expect((await verifyPackage(blob)).ok).toBe(true);
  });

  it('holds none of it where nobody consented', async () => {
    const { blob, unpacked } = await disclosed(await claimWith([]));
    expect(namesOf(unpacked)).toEqual(['data/claim-01.json', 'data/claim-01/file-001.pdf']);
    const all = await everything(blob);
    for (const secret of [ORDER, TELL, 'Li Wei', 'tell picture', 'consents'])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  it('is the same, byte for byte, whatever else the claim holds that stays', async () => {
    const claim = await claimWith(['testBuyOrder']);
    const { comparison: _, comparisonPictures: _pictures, ...less } = claim.particulars ?? {};
    const other: ClaimSubmission = {
      ...claim,
      claimId: crypto.randomUUID(),
      particulars: {
        ...less,
        testBuyReport: [await addedFile('another.pdf', '%PDF-1.7 another', 'application/pdf')],
        specimen: (less.specimen ?? []).map((file) => ({ ...file, name: 'called otherwise.pdf' })),
        consents: { testBuyOrder: { text: 1, at: '2026-11-25T00:00:00.000Z' } },
      },
    };
    const payloadOf = ({ files }: Unpacked) => [...files].filter(([name]) => name.startsWith('data/'));
    expect(payloadOf((await disclosed(other)).unpacked)).toEqual(
      payloadOf((await disclosed(claim)).unpacked),
    );
  });

  it.each<[string, (unpacked: Unpacked, claim: ClaimSubmission) => void]>([
    ['a file that was changed', (unpacked) => unpacked.flip('data/claim-01/file-001.pdf')],
    ['a file of no claim', (unpacked) => unpacked.write('data/claim-01/file-009.pdf', '%PDF-')],
    [
      'something that nobody consented to',
      (unpacked, claim) => {
        const { particulars, reason } = claim;
        unpacked.write(
          'data/claim-01.json',
          canonicalJson({ reason, particulars: { testBuyOrder: particulars?.testBuyOrder } }),
        );
        unpacked.files.delete('data/claim-01/file-001.pdf');
      },
    ],
    [
      'particulars that are none',
      (unpacked) => {
        unpacked.write('data/claim-01.json', canonicalJson({ particulars: 5 }));
        unpacked.files.delete('data/claim-01/file-001.pdf');
      },
    ],
  ])('is refused with %s, though everything was listed and signed anew', async (_, tamper) => {
    const claim = await claimWith([]);
    const { unpacked } = await disclosed(claim);
    tamper(unpacked, claim);
    await unpacked.listPayload(parties.server);
    await unpacked.listTags(parties.server);
    const { checks } = await verifyPackage(await unpacked.zip(), { serverKeys: [parties.server.publicKey] });
    const failed = checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
    expect([...new Set(failed)]).toEqual(['disclosure']);
  });
});
