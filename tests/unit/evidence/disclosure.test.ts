import {
  canonicalJson,
  type PackagedCapture,
  PackageProblem,
  pemOfPublicKey,
  sha256Hex,
  verifyPackage,
} from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimOver,
  type Key,
  makeCapture,
  makeKey,
  makeParties,
  manifestOf,
  type Parties,
  pack,
  requestFor,
  sealOf,
} from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

let parties: Parties;
let capture: PackagedCapture;
let stranger: Key;
let blob: Blob;
let fileName: string;

/** What a person, a device or a moment could be known by, planted in every field that is not class A. */
const PLANTED = {
  account: 'planted-account-7731',
  address: '12 Planted Street, Plantedville',
  userAgent: 'PlantedBrowser/99.1',
  commit: 'plantedc0ffee',
  zone: 'Planted/Zone',
  referrer: 'planted-spm-tracking',
  server: '203.0.113.77',
  cookie: 'planted-session-cookie',
  place: 'Planted raw source text',
  claimText: 'MS-PLAN-TED1',
  fileName: 'planted-account-7731.png',
};

beforeAll(async () => {
  parties = await makeParties();
  stranger = await makeKey();
  const made = await makeCapture(parties, {
    change: (manifest) => {
      manifest.env.userAgent = PLANTED.userAgent;
      manifest.env.timeZone = PLANTED.zone;
      manifest.tool.commit = PLANTED.commit;
      manifest.page.title = `${PLANTED.account} - my page`;
      manifest.request.url += `?spm=${PLANTED.referrer}&user=${PLANTED.account}`;
      manifest.request.exchange = {
        redirects: [],
        serverAddress: PLANTED.server,
        headers: [{ name: 'x-session', value: PLANTED.cookie }],
      };
      const raw = { raw: PLANTED.place, source: 'dom:h1' };
      manifest.listing.facts.title = { value: 'Aurora jacket', ...raw };
      manifest.listing.facts.price = { value: { min: 9, max: 9, currency: 'USD' }, ...raw };
      manifest.listing.facts.description = { value: PLANTED.address, ...raw };
    },
  });
  const [masked] = made.masked;
  if (!masked) throw new Error('no masked copy');
  const painted = made.files.get(masked.path);
  if (!painted) throw new Error('no bytes');
  capture = {
    ...made,
    files: new Map([...made.files, [PLANTED.fileName, painted]]),
    masked: [{ ...masked, path: PLANTED.fileName }],
  };
  capture = { ...capture, seal: await sealOf(parties, capture, { claimNumber: PLANTED.claimText }) };
  const claim = await claimOver([capture]);
  ({ blob, fileName } = await pack(requestFor(parties, [capture], { kind: 'disclosure', claims: [claim] })));
});

/** Everything of a capture that must not be in a disclosure, as text. */
async function secrets(): Promise<string[]> {
  const manifest = manifestOf(capture);
  const { seal } = capture;
  const claim = await claimOver([capture]);
  const moments = [manifest.time.start, manifest.time.end, manifest.time.notBefore?.issuedAt ?? ''];
  return [
    ...Object.values(PLANTED),
    manifest.captureId,
    parties.deviceId,
    parties.userId,
    parties.organisationId,
    parties.device.publicKey.slice(36),
    capture.signature,
    seal?.manifestSha256 ?? '',
    seal?.receipt.signature ?? '',
    manifest.time.notBefore?.challenge ?? '',
    ...moments,
    // The hour alone would say too much.
    ...moments.map((moment) => moment.slice(0, 13)),
    claim.claimId.slice(0, 8),
    'receivedAt',
  ];
}

describe('a disclosure', () => {
  it('holds nothing that a person, a device, an organisation or a moment could be known by, in any byte or name', async () => {
    const { files, root } = await Unpacked.of(blob);
    const archive = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    const contents = [...files].map(([name, bytes]) => `${name}\n${new TextDecoder('latin1').decode(bytes)}`);
    const everything = [fileName, root, archive, ...contents].join('\n');
    const wanted = await secrets();
    // Entries are stored as they are, so a secret would stand in the archive's bytes, too.
    for (const secret of wanted) {
      expect(secret.length).toBeGreaterThan(5);
      expect({ secret, found: everything.includes(secret) }).toEqual({ secret, found: false });
    }
  });

  it('would show each of them if it were a package of evidence: the search finds what is there', async () => {
    const evidence = await pack(requestFor(parties, [capture], { claims: [await claimOver([capture])] }));
    const text = new TextDecoder('latin1').decode(await evidence.blob.arrayBuffer());
    // Signatures are there as bytes, and the claim's own number only in its text.
    const asText = (await secrets()).filter(
      (secret) => secret !== capture.signature && secret !== capture.seal?.receipt.signature,
    );
    const unseen = asText.filter((secret) => !text.includes(secret));
    // A key in PEM is broken into lines; the claim's id is made anew with each claim.
    expect(unseen.length).toBeLessThanOrEqual(2);
  });

  it('leaves a masked copy of the page behind', async () => {
    const html = new Blob(['<!doctype html><p>masked page']);
    const [picture] = capture.masked;
    if (!picture) throw new Error('no masked copy');
    const page = {
      ...picture,
      path: 'masked-snapshot.html',
      type: 'text/html' as const,
      sha256: await sha256Hex(html),
      bytes: html.size,
    };
    const both = {
      ...capture,
      files: new Map([...capture.files, [page.path, html]]),
      masked: [page, picture],
    };
    const { files } = await Unpacked.of(
      (await pack(requestFor(parties, [both], { kind: 'disclosure' }))).blob,
    );
    expect([...files.keys()].filter((name) => name.startsWith('data/'))).toEqual([
      'data/capture-01/picture-001.png',
      'data/disclosure.json',
    ]);
    expect((await verifyPackage((await pack(requestFor(parties, [both]))).blob)).ok).toBe(true);
  });

  it('dates its entries by the day', async () => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const view = new DataView(bytes.buffer);
    expect(view.getUint16(10, true)).toBe(0);
  });

  it('says what it shows: listing, public facts, the day, and the hash of the original picture', async () => {
    const { files } = await Unpacked.of(blob);
    const statement = JSON.parse(new TextDecoder().decode(files.get('data/disclosure.json')));
    const [masked] = capture.masked;
    expect(statement).toEqual({
      schema: 1,
      kind: 'disclosure',
      packedOn: '2026-11-24',
      captures: [
        {
          folder: 'capture-01',
          marketplace: 'aliexpress',
          itemId: '1005006000000001',
          canonicalUrl: 'https://www.aliexpress.com/item/1005006000000001.html',
          title: 'Aurora jacket',
          price: { min: 9, max: 9, currency: 'USD' },
          capturedOn: '2026-11-24',
          original: { signed: true, received: true, timeStamped: false },
          pictures: [
            {
              name: 'picture-001.png',
              sha256: masked?.sha256,
              bytes: masked?.bytes,
              type: 'image/png',
              derivedFrom: masked?.derivedFrom,
            },
          ],
        },
      ],
    });
    expect(JSON.parse(new TextDecoder().decode(files.get('data/claim-01.json')))).toEqual({
      reason: 'counterfeit-features',
      explanation: { en: 'A copy of our jacket.', zh: '' },
      target: {
        kind: 'listing',
        marketplace: 'aliexpress',
        itemId: '1005006000000001',
        canonicalUrl: 'https://www.aliexpress.com/item/1005006000000001.html',
      },
      declarations: { goodFaith: true, accurate: true, authorised: true },
    });
  });

  it('is not made of a capture without masked copies, nor of copies that name no picture of it', async () => {
    const reasonOf = async (change: Partial<PackagedCapture>) => {
      const made = pack(requestFor(parties, [{ ...capture, ...change }], { kind: 'disclosure' }));
      return made.then(
        () => 'made',
        (error) => (error instanceof PackageProblem ? error.reason : String(error)),
      );
    };
    expect(await reasonOf({})).toBe('made');
    expect(await reasonOf({ masked: [] })).toBe('no-masked-copies');
    expect(await reasonOf({ masked: capture.masked.map(({ derivedFrom, ...rest }) => rest) })).toBe(
      'bad-input',
    );
    expect(
      await reasonOf({ masked: capture.masked.map((file) => ({ ...file, method: 'pixels' as const })) }),
    ).toBe('bad-input');
    const pages = capture.masked.map((file) => ({ ...file, type: 'text/html' as const }));
    expect(await reasonOf({ masked: pages })).toBe('no-masked-copies');
    const original = manifestOf(capture).files[0];
    expect(await reasonOf({ masked: original ? [original] : [] })).toBe('bad-input');
  });
});

describe('the verifier refuses a disclosure', () => {
  async function failuresAfter(
    tamper: (unpacked: Unpacked) => void,
    packer: Key = parties.server,
  ): Promise<string[]> {
    const unpacked = await Unpacked.of(blob);
    tamper(unpacked);
    await unpacked.listPayload(packer);
    await unpacked.listTags(packer);
    const { checks } = await verifyPackage(await unpacked.zip(), { serverKeys: [parties.server.publicKey] });
    return [...new Set(checks.filter(({ state }) => state === 'failed').map(({ id }) => id))].sort();
  }

  it('in none of whose files anything was changed: it accepts that', async () => {
    expect(await failuresAfter(() => undefined)).toEqual([]);
  });

  it('with a picture replaced, added or removed, though everything was listed and signed anew', async () => {
    const picture = 'data/capture-01/picture-001.png';
    expect(await failuresAfter((unpacked) => unpacked.flip(picture))).toEqual(['disclosure']);
    expect(await failuresAfter((unpacked) => unpacked.write('data/capture-01/picture-002.png', 'x'))).toEqual(
      ['disclosure'],
    );
    expect(await failuresAfter((unpacked) => void unpacked.files.delete(picture))).toEqual(['disclosure']);
  });

  it('with an original, a record or a receipt in it', async () => {
    const name = `data/${manifestOf(capture).captureId}/capture.json`;
    expect(await failuresAfter((unpacked) => unpacked.write(name, capture.manifestText))).toEqual([
      'disclosure',
      'layout',
    ]);
  });

  it('whose claim says more than may go out', async () => {
    const claim = await claimOver([capture]);
    expect(
      await failuresAfter((unpacked) => unpacked.write('data/claim-01.json', canonicalJson(claim))),
    ).toEqual(['disclosure']);
  });

  it('whose statement was removed or has another form', async () => {
    expect(await failuresAfter((unpacked) => void unpacked.files.delete('data/disclosure.json'))).toEqual([
      'disclosure',
    ]);
    expect(await failuresAfter((unpacked) => unpacked.write('data/disclosure.json', '{}'))).toEqual([
      'disclosure',
    ]);
  });

  it('that somebody else signed', async () => {
    const swap = (unpacked: Unpacked) =>
      unpacked.write('signatures/package.pub.pem', pemOfPublicKey(stranger.publicKey));
    expect(await failuresAfter(swap, stranger)).toEqual(['package-signature']);
  });
});
