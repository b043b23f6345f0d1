import {
  LEAVING_INDEX,
  leavingPackage,
  leavingRoot,
  type Part,
  verifyPackage,
  writeLeaving,
} from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimOver, makeCaptures, makeParties, type Parties, pack, requestFor } from './support/program.ts';

let parties: Parties;
/** A package of evidence, and the claim that rests on it. */
let inner: Blob;
beforeAll(async () => {
  parties = await makeParties();
  const captures = await makeCaptures(parties, 1);
  const request = requestFor(parties, captures);
  inner = (await pack({ ...request, claims: [await claimOver(captures)] })).blob;
});

const NAME = leavingPackage(1);
const index = (...packages: (string | null)[]) =>
  JSON.stringify({ claims: packages.map((name, place) => ({ number: `MS-000${place}`, package: name })) });

async function leaving(parts: Readonly<Record<string, Blob | string>>): Promise<Blob> {
  async function* given(): AsyncGenerator<Part> {
    for (const [name, content] of Object.entries(parts)) yield { name, source: new Blob([content]) };
  }
  const now = new Date('2026-11-24T04:00:00Z');
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const whole = new Response(readable).blob();
  whole.catch(() => undefined);
  await writeLeaving(writable, await leavingRoot('an id', now), {
    ...{ parts: given(), packer: { name: 'Program', ...parties.server }, sayGuide: sayPackageGuide },
    ...{ now, software: 'test' },
  });
  return whole;
}

async function failing(blob: Blob): Promise<string[]> {
  const { checks } = await verifyPackage(blob);
  return checks.flatMap(({ id, state }) => (state === 'failed' ? [id] : []));
}

describe('what whoever leaves takes along', () => {
  it('stands where each package within stands, and the list names exactly these', async () => {
    const blob = await leaving({ [LEAVING_INDEX]: index(NAME, NAME, null), [NAME]: inner });
    expect(await failing(blob)).toEqual([]);
    const { checks, kind } = await verifyPackage(blob);
    expect(kind).toBe('leaving');
    expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(['inner-package', 'leaving-index']));
  });

  it('does not stand where a package within was changed, or is none of evidence', async () => {
    const bytes = new Uint8Array(await inner.arrayBuffer());
    const at = bytes.length >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(await failing(await leaving({ [LEAVING_INDEX]: index(NAME), [NAME]: new Blob([bytes]) }))).toEqual(
      ['inner-package'],
    );
    const nested = await leaving({ [LEAVING_INDEX]: index() });
    expect(await failing(await leaving({ [LEAVING_INDEX]: index(NAME), [NAME]: nested }))).toEqual([
      'inner-package',
    ]);
  });

  it.each([
    ['names a package that is not there', index(NAME, leavingPackage(2))],
    ['does not name one that is there', index(null)],
    ['cannot be read', '{"claims":'],
  ])('does not stand where the list %s', async (_, list) => {
    expect(await failing(await leaving({ [LEAVING_INDEX]: list, [NAME]: inner }))).toEqual(['leaving-index']);
  });

  it('is not written with a part that no such package has', async () => {
    await expect(leaving({ 'data/../../etc/passwd': 'x' })).rejects.toThrow(/is no part/);
  });
});
