import type { DisclosedRaid } from '@marketsafe/contract';
import { packageStream, prepareRaidPackage, sha256Hex, verifyPackage } from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { expect, it } from 'vitest';
import { makeKey } from './support/program.ts';

const paper = new Blob(['%PDF-1.4 paper']);
const index = new Blob(['%PDF-1.4 index']);

async function raid(given: Partial<DisclosedRaid> = {}): Promise<DisclosedRaid> {
  return {
    ...{
      schema: 1,
      number: 'MR-AAAA-AAAA',
      preparedOn: '2026-11-21',
      requester: 'Aurora',
      request: 'closure',
    },
    ...{ rights: [], permission: { by: 'Aurora', basis: '', until: null }, event: null, inventory: null },
    instrument: {
      ...{ kind: 'other', authority: 'A', number: '1', date: '2026-11-01', sealed: true, finality: 'final' },
      appealUntil: null,
    },
    ...{ parties: [{ party: 1, name: null }], authentication: null, custody: [] },
    links: [
      {
        ...{ party: 1, marketplace: 'taobao', shopUrl: '', sellerId: '1', sellerName: '', grade: 'A' },
        ...{ kind: 'named-in-paper', proof: 'file-001.pdf' },
      },
    ],
    files: [
      {
        ...{ name: 'file-001.pdf', role: 'instrument', sha256: await sha256Hex(paper), bytes: paper.size },
        ...{ type: 'application/pdf', removed: 'Names', translation: null },
      },
    ],
    ...given,
  };
}

async function failing(given: DisclosedRaid): Promise<string[]> {
  const packer = await makeKey();
  const prepared = await prepareRaidPackage({
    ...{ raid: given, index: { sha256: await sha256Hex(index), source: index } },
    ...{ files: new Map([['file-001.pdf', paper]]), packer: { name: 'Program', ...packer } },
    ...{ sayGuide: sayPackageGuide, now: new Date('2026-11-21T00:00:00Z'), software: 'test' },
  });
  const { checks } = await verifyPackage(await new Response(packageStream(prepared)).blob());
  return checks.flatMap(({ id, state }) => (state === 'failed' ? [id] : []));
}

it('a raid’s package holds what it names, and asks for no more than its links bear', async () => {
  expect(await failing(await raid())).toEqual([]);
  const { instrument, links } = await raid();
  expect(await failing(await raid({ instrument: { ...instrument, finality: 'appealable' } }))).toEqual([
    'raid',
  ]);
  expect(await failing(await raid({ links: [] }))).toEqual(['raid']);
  expect(
    await failing(await raid({ links: links.map((link) => ({ ...link, proof: 'file-002.pdf' })) })),
  ).toEqual(['raid']);
  await expect(failing(await raid({ files: [] }))).resolves.toEqual(['raid']);
});
