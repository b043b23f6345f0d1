import {
  CHECK_IDS,
  type CheckId,
  canonicalJson,
  fromBase64,
  type PackagedCapture,
  pemOfPublicKey,
  responseOfToken,
  sha256Hex,
  type VerifyOptions,
  verifyPackage,
} from '@marketsafe/evidence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpensslAuthority, startOpensslAuthority } from '../../../scripts/support/openssl-authority.ts';
import {
  claimOver,
  type Key,
  makeCapture,
  makeCaptures,
  makeKey,
  makeParties,
  type Parties,
  pack,
  requestFor,
  sealOf,
  stamp,
} from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let authority: OpensslAuthority;
let rogue: OpensslAuthority;
let parties: Parties;
let captures: PackagedCapture[];
let whole: Blob;
let stranger: Key;

beforeAll(async () => {
  [authority, rogue] = await Promise.all([startOpensslAuthority(), startOpensslAuthority()]);
  parties = await makeParties(authority);
  stranger = await makeKey();
  captures = await makeCaptures(parties, 2);
  const stampTagManifest = async (sha256: string) => stampBytes(authority, sha256);
  whole = (await pack(requestFor(parties, captures, { claim: await claimOver(captures), stampTagManifest })))
    .blob;
});
afterAll(async () => {
  await Promise.all([authority?.close(), rogue?.close()]);
});

async function stampBytes(by: OpensslAuthority, sha256: string) {
  const { chain, token } = await stamp(by, sha256);
  return { chain, token: fromBase64(token) ?? new Uint8Array() };
}

/** Ids of the checks that failed, each once. */
async function failures(blob: Blob, options: VerifyOptions = {}): Promise<CheckId[]> {
  const verdict = await verifyPackage(blob, options);
  const failed = verdict.checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
  expect(verdict.ok).toBe(failed.length === 0);
  return [...new Set(failed)].sort();
}

const trusted = (): VerifyOptions => ({
  serverKeys: [parties.server.publicKey],
  rootsPem: authority.rootPem,
});

const CAPTURE = /^data\/[0-9a-f-]{36}\/capture\.json$/;
const VIEWPORT = /viewport\.png$/;
const MASKED = /masked\.json$/;

/** Lists everything anew and signs as the packer: what is left then are the seals of device, program and authority. */
async function relist(unpacked: Unpacked, packer: Key = parties.server): Promise<void> {
  await unpacked.listPayload(packer);
  await unpacked.listTags(packer);
  // A token over the whole package is left out by a forger who has none.
  for (const name of unpacked.files.keys())
    if (/^timestamps\/tagmanifest/.test(name)) unpacked.files.delete(name);
}

async function changeRecord(
  unpacked: Unpacked,
  change: (record: Record<string, unknown>) => void,
): Promise<string> {
  const name = unpacked.name(CAPTURE);
  const record = JSON.parse(unpacked.text(name));
  change(record);
  unpacked.write(name, canonicalJson(record));
  return name;
}

interface Tampering {
  what: string;
  /** Every check that has to fail, and no other: a check that a row names alone is what refuses it. */
  fails: CheckId[];
  tamper: (unpacked: Unpacked) => Promise<void> | void;
  options?: () => VerifyOptions;
}

const MATRIX: Tampering[] = [
  {
    what: 'a byte of a picture flipped',
    fails: ['capture-files', 'payload'],
    tamper: (unpacked) => unpacked.flip(unpacked.name(VIEWPORT)),
  },
  {
    what: 'a file added to a capture, in no list',
    fails: ['bag', 'capture-files', 'unlisted'],
    tamper: (unpacked) => unpacked.write(unpacked.name(CAPTURE).replace('capture.json', 'more.png'), 'more'),
  },
  {
    what: 'a picture removed',
    fails: ['bag', 'capture-files', 'payload'],
    tamper: (unpacked) => {
      unpacked.files.delete(unpacked.name(VIEWPORT));
    },
  },
  {
    what: 'a picture changed and the payload’s list rewritten',
    fails: ['capture-files', 'package-signature', 'tag-files'],
    tamper: async (unpacked) => {
      unpacked.flip(unpacked.name(VIEWPORT));
      await unpacked.listPayload();
    },
  },
  {
    what: 'a picture changed and both lists rewritten',
    fails: ['capture-files', 'package-signature', 'package-time-stamp'],
    tamper: async (unpacked) => {
      unpacked.flip(unpacked.name(VIEWPORT));
      await unpacked.listPayload();
      await unpacked.listTags();
    },
  },
  {
    what: 'a picture changed, everything listed and signed anew by the packer',
    fails: ['capture-files'],
    tamper: async (unpacked) => {
      unpacked.flip(unpacked.name(VIEWPORT));
      await relist(unpacked);
    },
  },
  {
    what: 'bag-info.txt changed',
    fails: ['tag-files'],
    tamper: (unpacked) =>
      unpacked.write('bag-info.txt', unpacked.text('bag-info.txt').replace('Practice', 'Another')),
  },
  {
    what: 'VERIFY.txt changed and the tag files’ list rewritten, without a token over the package',
    fails: ['package-signature'],
    tamper: async (unpacked) => {
      unpacked.write('VERIFY.txt', 'Do not check anything.');
      await unpacked.listTags();
      for (const name of unpacked.files.keys())
        if (/^timestamps\/tagmanifest/.test(name)) unpacked.files.delete(name);
    },
  },
  {
    what: 'another kind in bag-info.txt',
    fails: ['bag'],
    tamper: async (unpacked) => {
      unpacked.write(
        'bag-info.txt',
        unpacked.text('bag-info.txt').replace('Kind: evidence', 'Kind: disclosure'),
      );
      await relist(unpacked);
    },
  },
  {
    what: 'a file added to a capture and listed everywhere',
    fails: ['capture-files'],
    tamper: async (unpacked) => {
      unpacked.write(unpacked.name(CAPTURE).replace('capture.json', 'more.png'), 'more');
      await relist(unpacked);
    },
  },
  {
    what: 'a tag file added, in no list',
    fails: ['unlisted'],
    tamper: (unpacked) =>
      unpacked.write(
        `receipts/server-${stranger.keyId.slice(0, 16)}.pub.pem`,
        pemOfPublicKey(stranger.publicKey),
      ),
    options: () => ({}),
  },
  {
    what: 'a file of another name in timestamps',
    fails: ['layout', 'unlisted'],
    tamper: (unpacked) => unpacked.write('timestamps/readme.txt', 'hello'),
  },
  {
    what: 'a token in timestamps for a capture that is not here, listed',
    fails: ['layout'],
    tamper: async (unpacked) => {
      unpacked.write(
        `timestamps/${crypto.randomUUID()}.tsr`,
        unpacked.bytes(unpacked.name(/^timestamps\/[0-9a-f-]{36}\.tsr$/)),
      );
      await relist(unpacked);
    },
  },
  {
    what: 'VERIFY.txt removed and the lists rewritten',
    fails: ['bag'],
    tamper: async (unpacked) => {
      unpacked.files.delete('VERIFY.txt');
      await relist(unpacked);
    },
  },
  {
    what: 'a list that names a file that is not here',
    fails: ['payload', 'tag-files', 'package-signature'],
    tamper: (unpacked) =>
      unpacked.write(
        'manifest-sha256.txt',
        `${unpacked.text('manifest-sha256.txt')}${'0'.repeat(64)}  data/ghost.txt\n`,
      ),
  },
  {
    what: 'a list that names a file outside the payload',
    fails: ['payload'],
    tamper: async (unpacked) => {
      await relist(unpacked);
      const text = unpacked.text('manifest-sha256.txt');
      const line = `${await sha256Hex(unpacked.bytes('bagit.txt'))}  bagit.txt\n`;
      unpacked.write('manifest-sha256.txt', text + line);
      const signature = await parties.server.sign(unpacked.bytes('manifest-sha256.txt'));
      unpacked.write('signatures/package.der', fromBase64(signature) ?? '');
      await unpacked.listTags(parties.server);
    },
  },
  {
    what: 'the record edited, nothing else',
    fails: ['bag', 'chain', 'claim', 'device-signature', 'payload', 'receipt', 'time-stamp'],
    tamper: async (unpacked) => {
      await changeRecord(unpacked, (record) => {
        record.limitations = ['wall'];
      });
    },
  },
  {
    what: 'the record edited and everything listed and signed anew by the packer',
    fails: ['chain', 'claim', 'device-signature', 'receipt', 'time-stamp'],
    tamper: async (unpacked) => {
      await changeRecord(unpacked, (record) => {
        record.limitations = ['wall'];
      });
      await relist(unpacked);
    },
  },
  {
    what: 'the record with a space in it',
    fails: ['capture-manifest', 'claim', 'layout'],
    tamper: async (unpacked) => {
      const name = unpacked.name(CAPTURE);
      unpacked.write(name, unpacked.text(name).replace('{', '{ '));
      await relist(unpacked);
    },
  },
  {
    what: 'the device’s key swapped for another, which signs the record',
    fails: ['claim', 'enrolment'],
    tamper: async (unpacked) => {
      for (const name of [unpacked.name(CAPTURE), unpacked.name(CAPTURE, 1)]) {
        const signature = fromBase64(await stranger.sign(unpacked.bytes(name)));
        unpacked.write(
          name.replace('data/', 'signatures/').replace('/capture.json', '.der'),
          signature ?? '',
        );
      }
      unpacked.write(
        unpacked.name(/^signatures\/[0-9a-f-]{36}\.pub\.pem$/),
        pemOfPublicKey(stranger.publicKey),
      );
      await relist(unpacked);
    },
  },
  {
    what: 'the device’s key swapped, nothing signed anew',
    fails: ['device-signature', 'enrolment'],
    tamper: async (unpacked) => {
      unpacked.write(
        unpacked.name(/^signatures\/[0-9a-f-]{36}\.pub\.pem$/),
        pemOfPublicKey(stranger.publicKey),
      );
      await relist(unpacked);
    },
  },
  {
    what: 'the signatures of two captures swapped',
    fails: ['claim', 'device-signature'],
    tamper: async (unpacked) => {
      const names = /^signatures\/[0-9a-f-]{36}\.der$/;
      unpacked.swap(unpacked.name(names), unpacked.name(names, 1));
      await relist(unpacked);
    },
  },
  {
    what: 'the device’s signature removed',
    fails: ['claim', 'device-signature'],
    tamper: async (unpacked) => {
      unpacked.files.delete(unpacked.name(/^signatures\/[0-9a-f-]{36}\.der$/));
      await relist(unpacked);
    },
  },
  {
    what: 'the enrolment removed, with the program’s keys known',
    fails: ['enrolment'],
    tamper: async (unpacked) => {
      for (const name of [...unpacked.files.keys()])
        if (name.includes('enrolment')) unpacked.files.delete(name);
      await relist(unpacked);
    },
  },
  {
    what: 'the enrolment’s date changed',
    fails: ['enrolment'],
    tamper: async (unpacked) => {
      const name = unpacked.name(/enrolment-.*json$/);
      unpacked.write(name, unpacked.text(name).replace('2026-11-23', '2026-11-22'));
      await relist(unpacked);
    },
  },
  {
    what: 'the receipt of another capture',
    fails: ['receipt'],
    tamper: async (unpacked) => {
      const texts = /^receipts\/[0-9a-f-]{36}\.json$/;
      const signatures = /^receipts\/[0-9a-f-]{36}\.der$/;
      unpacked.swap(unpacked.name(texts), unpacked.name(texts, 1));
      unpacked.swap(unpacked.name(signatures), unpacked.name(signatures, 1));
      await relist(unpacked);
    },
  },
  {
    what: 'a receipt with another time',
    fails: ['receipt'],
    tamper: async (unpacked) => {
      const name = unpacked.name(/^receipts\/[0-9a-f-]{36}\.json$/);
      unpacked.write(
        name,
        unpacked.text(name).replace(/"receivedAt":"2026-11-24/, '"receivedAt":"2026-11-23'),
      );
      await relist(unpacked);
    },
  },
  {
    what: 'a receipt’s text removed, its signature left',
    fails: ['receipt'],
    tamper: async (unpacked) => {
      unpacked.files.delete(unpacked.name(/^receipts\/[0-9a-f-]{36}\.json$/));
      await relist(unpacked);
    },
  },
  {
    what: 'a receipt of the program’s that names another organisation',
    fails: ['receipt'],
    tamper: async (unpacked) => {
      const [capture] = captures;
      if (!capture) throw new Error('no capture');
      const { receipt } = await sealOf(parties, capture, { organisationId: crypto.randomUUID() });
      const { captureId } = JSON.parse(capture.manifestText);
      unpacked.write(`receipts/${captureId}.json`, receipt.text);
      unpacked.write(`receipts/${captureId}.der`, fromBase64(receipt.signature) ?? '');
      await relist(unpacked);
    },
  },
  {
    what: 'the tokens of two captures swapped',
    fails: ['time-stamp'],
    tamper: async (unpacked) => {
      const tokens = /^timestamps\/[0-9a-f-]{36}\.tsr$/;
      unpacked.swap(unpacked.name(tokens), unpacked.name(tokens, 1));
      await relist(unpacked);
    },
  },
  {
    what: 'a token that an authority of the forger’s made',
    fails: ['time-stamp'],
    tamper: async (unpacked) => {
      const name = unpacked.name(CAPTURE);
      const { chain, token } = await stampBytes(rogue, await sha256Hex(unpacked.bytes(name)));
      const at = name.replace('data/', 'timestamps/').replace('/capture.json', '');
      unpacked.write(`${at}.tsr`, responseOfToken(token));
      unpacked.write(`${at}.chain.pem`, chain);
      await relist(unpacked);
    },
  },
  {
    what: 'a token with a byte of its signature changed',
    fails: ['time-stamp'],
    tamper: async (unpacked) => {
      const name = unpacked.name(/^timestamps\/[0-9a-f-]{36}\.tsr$/);
      unpacked.flip(name, unpacked.bytes(name).length - 5);
      await relist(unpacked);
    },
  },
  {
    what: 'the token over the package replaced by one over something else',
    fails: ['package-time-stamp'],
    tamper: async (unpacked) => {
      const { token } = await stampBytes(authority, await sha256Hex('another package'));
      unpacked.write('timestamps/tagmanifest-sha256.txt.tsr', responseOfToken(token));
    },
  },
  {
    what: 'the token over the package removed, its certificates left',
    fails: ['package-time-stamp'],
    tamper: (unpacked) => {
      unpacked.files.delete('timestamps/tagmanifest-sha256.txt.tsr');
    },
  },
  {
    what: 'a file of a capture renamed, everything listed anew',
    fails: ['capture-files'],
    tamper: async (unpacked) => {
      const name = unpacked.name(VIEWPORT);
      unpacked.rename(name, name.replace('viewport', 'screen'));
      await relist(unpacked);
    },
  },
  {
    what: 'a capture’s folder renamed',
    fails: ['capture-manifest', 'claim', 'layout'],
    tamper: async (unpacked) => {
      const from = unpacked.name(CAPTURE).slice(5, 41);
      const to = crypto.randomUUID();
      for (const name of [...unpacked.files.keys()]) {
        if (name.startsWith(`data/${from}`)) unpacked.rename(name, name.replace(from, to));
      }
      await relist(unpacked);
    },
  },
  {
    what: 'a masked copy that claims another origin',
    fails: ['claim', 'masked-copies'],
    tamper: async (unpacked) => {
      const name = unpacked.name(MASKED);
      const list = JSON.parse(unpacked.text(name));
      list[0].derivedFrom = [await sha256Hex('no picture of this capture')];
      unpacked.write(name, canonicalJson(list));
      await relist(unpacked);
    },
  },
  {
    what: 'a masked copy replaced',
    fails: ['masked-copies'],
    tamper: async (unpacked) => {
      unpacked.flip(unpacked.name(/viewport\.masked\.png$/));
      await relist(unpacked);
    },
  },
  {
    what: 'the list of masked copies removed',
    fails: ['capture-files', 'claim'],
    tamper: async (unpacked) => {
      unpacked.files.delete(unpacked.name(MASKED));
      await relist(unpacked);
    },
  },
  {
    what: 'a capture removed that the claim rests on',
    fails: ['claim'],
    tamper: async (unpacked) => {
      const [, second] = captures;
      const { captureId } = JSON.parse(second?.manifestText ?? '');
      for (const name of [...unpacked.files.keys()])
        if (name.includes(captureId)) unpacked.files.delete(name);
      await relist(unpacked);
    },
  },
  {
    what: 'the claim turned to another listing',
    fails: ['claim'],
    tamper: async (unpacked) => {
      const claim = JSON.parse(unpacked.text('data/claim.json'));
      claim.target.itemId = '1005006000000002';
      unpacked.write('data/claim.json', canonicalJson(claim));
      await relist(unpacked);
    },
  },
  {
    what: 'a replay that was changed',
    fails: ['replay'],
    tamper: async (unpacked) => {
      unpacked.flip(unpacked.name(/replay\.wacz$/), 400);
      await relist(unpacked);
    },
  },
  {
    what: 'the replay of another capture',
    fails: ['replay'],
    tamper: async (unpacked) => {
      unpacked.swap(unpacked.name(/replay\.wacz$/), unpacked.name(/replay\.wacz$/, 1));
      await relist(unpacked);
    },
  },
  {
    what: 'the whole package signed anew by somebody else, with the program’s keys known',
    fails: ['package-signature'],
    tamper: async (unpacked) => {
      unpacked.write('signatures/package.pub.pem', pemOfPublicKey(stranger.publicKey));
      await relist(unpacked, stranger);
    },
  },
  {
    what: 'the packer’s key swapped, nothing signed anew',
    fails: ['package-signature'],
    tamper: async (unpacked) => {
      unpacked.write('signatures/package.pub.pem', pemOfPublicKey(stranger.publicKey));
      await unpacked.listTags();
      for (const name of unpacked.files.keys())
        if (/^timestamps\/tagmanifest/.test(name)) unpacked.files.delete(name);
    },
    options: () => ({}),
  },
  {
    what: 'the packer’s signature removed',
    fails: ['package-signature'],
    tamper: async (unpacked) => {
      unpacked.files.delete('signatures/package.der');
      await unpacked.listTags(parties.server);
      for (const name of unpacked.files.keys())
        if (/^timestamps\/tagmanifest/.test(name)) unpacked.files.delete(name);
    },
  },
  {
    what: 'a key of the program under the name of another',
    fails: ['layout'],
    tamper: async (unpacked) => {
      unpacked.write('receipts/server-0123456789abcdef.pub.pem', pemOfPublicKey(stranger.publicKey));
      await relist(unpacked);
    },
  },
];

describe('a package that nobody touched', () => {
  it('is accepted, also after it was taken apart and put together', async () => {
    expect(await failures(whole, trusted())).toEqual([]);
    expect(await failures(await (await Unpacked.of(whole)).zip(), trusted())).toEqual([]);
  });
});

describe('the tamper matrix', () => {
  it.each(MATRIX)('refuses: $what', async ({ fails, options = trusted, tamper }) => {
    const unpacked = await Unpacked.of(whole);
    await tamper(unpacked);
    expect(await failures(await unpacked.zip(), options())).toEqual([...fails].sort());
  });

  it('has a row for every check, so none can be taken away unseen', () => {
    // These have tests of their own: below, in archive.test.ts and in disclosure.test.ts.
    const elsewhere: CheckId[] = ['archive', 'chain', 'challenge', 'disclosure'];
    const used = new Set([...MATRIX.flatMap(({ fails }) => fails), ...elsewhere]);
    expect([...used].sort()).toEqual([...CHECK_IDS].sort());
  });
});

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
    expect(checks.find(({ id, state }) => id === 'chain' && state === 'absent')?.sentence).toContain(
      '2 captures',
    );
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
    expect(await failures(foreign, trusted())).toEqual(['challenge', 'enrolment']);
  });

  it('moved to an earlier time is refused', async () => {
    const capture = await makeCapture(parties, {
      change: ({ time }) => {
        if (time.notBefore) time.notBefore.issuedAt = '2026-11-20T00:00:00.000Z';
      },
    });
    const sealed = { ...capture, seal: await sealOf(parties, capture) };
    expect(await failures(await packed([sealed]), trusted())).toEqual(['challenge']);
    expect(await failures(await packed([sealed]))).toEqual(['challenge']);
  });

  it('issued after the capture was received is refused', async () => {
    const late = await makeCapture(parties, {});
    const seal = await sealOf({ ...parties, authority: undefined }, late, {
      receivedAt: '2026-11-23T00:00:00.000Z',
    });
    expect(await failures(await packed([{ ...late, seal }]), trusted())).toEqual(['challenge']);
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
    expect(await failures(blob, trusted())).toEqual(['enrolment']);
  });
});
