import { type PackagedCapture, sha256Hex, verifyPackage } from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpensslAuthority, startOpensslAuthority } from '../../../scripts/support/openssl-authority.ts';
import {
  type Key,
  makeCapture,
  makeKey,
  makeParties,
  type Parties,
  pack,
  requestFor,
  sealOf,
} from './support/program.ts';
import { failures, trusted } from './support/tampering.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let authority: OpensslAuthority;
let parties: Parties;
let stranger: Key;

beforeAll(async () => {
  authority = await startOpensslAuthority();
  parties = await makeParties(authority);
  stranger = await makeKey();
});
afterAll(() => authority?.close());

/** A package of captures that a device with its own key made wrongly on purpose: everything is signed, and still does not fit. */
async function packed(of: readonly PackagedCapture[]): Promise<Blob> {
  return (await pack(requestFor(parties, of))).blob;
}

describe('the chain of a device', () => {
  async function pair(second: Parameters<typeof makeCapture>[1]) {
    const first = await makeCapture(parties, { sequence: 5, previous: await sha256Hex('fourth') });
    return packed([
      first,
      await makeCapture(parties, { sequence: 6, previous: await sha256Hex(first.manifestText), ...second }),
    ]);
  }

  it('holds where each capture names the one before', async () => {
    expect(await failures(await pair({}))).toEqual([]);
  });

  it('is refused where a capture names another than the one before', async () => {
    expect(await failures(await pair({ previous: await sha256Hex('another') }))).toEqual(['chain']);
  });

  it('is refused where a number is there twice', async () => {
    expect(await failures(await pair({ sequence: 5 }))).toEqual(['chain']);
  });

  it('is refused where a later capture names none', async () => {
    expect(await failures(await pair({ previous: null }))).toEqual(['chain']);
  });

  it('with a gap is reported, and refused where the whole chain was asked for', async () => {
    const blob = await pair({ sequence: 8, previous: await sha256Hex('seventh') });
    const { checks } = await verifyPackage(blob);
    expect(checks.find(({ id, state }) => id === 'chain' && state === 'absent')).toMatchObject({
      code: 'sequence-gap',
      params: { to: 8, count: 2 },
    });
    expect(await failures(blob)).toEqual([]);
    expect(await failures(blob, { unbroken: true })).toEqual(['chain']);
  });
});

describe('the challenge in a capture', () => {
  it('of another server is refused when the program’s keys are known', async () => {
    const blob = await packed([
      await makeCapture(parties, {
        change: ({ time }) => {
          if (time.notBefore) time.notBefore.keyId = stranger.keyId;
        },
      }),
    ]);
    const foreign = await packed([
      await makeCapture(parties, {
        change: ({ time }) => {
          if (time.notBefore) time.notBefore.signature = time.notBefore.signature.replace(/^(.{20})./, '$1A');
        },
      }),
    ]);
    expect(await failures(blob, { serverKeys: [stranger.publicKey] })).toEqual([
      'challenge',
      'enrolment',
      'package-signature',
    ]);
    expect(await failures(foreign, trusted({ parties, authority }))).toEqual(['challenge', 'enrolment']);
  });

  it('moved to an earlier time is refused', async () => {
    const capture = await makeCapture(parties, {
      change: ({ time }) => {
        if (time.notBefore) time.notBefore.issuedAt = '2026-11-20T00:00:00.000Z';
      },
    });
    const sealed = { ...capture, seal: await sealOf(parties, capture) };
    expect(await failures(await packed([sealed]), trusted({ parties, authority }))).toEqual(['challenge']);
    expect(await failures(await packed([sealed]))).toEqual(['challenge']);
  });

  it('issued after the capture was received is refused', async () => {
    const late = await makeCapture(parties, {});
    const seal = await sealOf({ ...parties, authority: undefined }, late, {
      receivedAt: '2026-11-23T00:00:00.000Z',
    });
    expect(await failures(await packed([{ ...late, seal }]), trusted({ parties, authority }))).toEqual([
      'challenge',
    ]);
  });
});

describe('a package that was never sealed', () => {
  it('has no window’s end, and is refused where the program’s keys are known', async () => {
    const capture = await makeCapture(parties, { challenge: false });
    const { blob } = await pack(
      requestFor(parties, [capture], { packer: { ...parties.device, name: 'A device' }, serverKeys: [] }),
    );
    const verdict = await verifyPackage(blob);
    expect(verdict).toMatchObject({ ok: true, windows: [{ notBefore: null, notAfter: null }] });
    expect(await failures(blob, trusted({ parties, authority }))).toEqual(['enrolment']);
  });
});
