import { canonicalJson, fromBase64, pemOfPublicKey, responseOfToken, sha256Hex } from '@marketsafe/evidence';
import { sealOf } from './program.ts';
import {
  CAPTURE,
  changeRecord,
  dropPackageTimeStamp,
  relist,
  stampBytes,
  type Tampering,
  VIEWPORT,
} from './tampering.ts';

/** What is done to records, signatures, receipts, tokens and what rests on them. */
export const TAMPERING_WITH_SEALS: readonly Tampering[] = [
  {
    what: 'the record edited, nothing else',
    fails: ['bag', 'chain', 'claim', 'device-signature', 'payload', 'receipt', 'time-stamp'],
    tamper: async (unpacked) => {
      changeRecord(unpacked, (record) => {
        record.limitations = ['wall'];
      });
    },
  },
  {
    what: 'the record edited and everything listed and signed anew by the packer',
    fails: ['chain', 'claim', 'device-signature', 'receipt', 'time-stamp'],
    tamper: async (unpacked, world) => {
      changeRecord(unpacked, (record) => {
        record.limitations = ['wall'];
      });
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the record with a space in it',
    fails: ['capture-manifest', 'claim', 'layout'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(CAPTURE);
      unpacked.write(name, unpacked.text(name).replace('{', '{ '));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the device’s key swapped for another, which signs the record',
    fails: ['claim', 'enrolment'],
    tamper: async (unpacked, world) => {
      for (const name of [unpacked.name(CAPTURE), unpacked.name(CAPTURE, 1)]) {
        const signature = fromBase64(await world.stranger.sign(unpacked.bytes(name)));
        unpacked.write(
          name.replace('data/', 'signatures/').replace('/capture.json', '.der'),
          signature ?? '',
        );
      }
      unpacked.write(
        unpacked.name(/^signatures\/[0-9a-f-]{36}\.pub\.pem$/),
        pemOfPublicKey(world.stranger.publicKey),
      );
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the device’s key swapped, nothing signed anew',
    fails: ['device-signature', 'enrolment'],
    tamper: async (unpacked, world) => {
      unpacked.write(
        unpacked.name(/^signatures\/[0-9a-f-]{36}\.pub\.pem$/),
        pemOfPublicKey(world.stranger.publicKey),
      );
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the signatures of two captures swapped',
    fails: ['claim', 'device-signature'],
    tamper: async (unpacked, world) => {
      const names = /^signatures\/[0-9a-f-]{36}\.der$/;
      unpacked.swap(unpacked.name(names), unpacked.name(names, 1));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the device’s signature removed',
    fails: ['claim', 'device-signature'],
    tamper: async (unpacked, world) => {
      unpacked.files.delete(unpacked.name(/^signatures\/[0-9a-f-]{36}\.der$/));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the enrolment removed, with the program’s keys known',
    fails: ['enrolment'],
    tamper: async (unpacked, world) => {
      for (const name of [...unpacked.files.keys()])
        if (name.includes('enrolment')) unpacked.files.delete(name);
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the enrolment’s date changed',
    fails: ['enrolment'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(/enrolment-.*json$/);
      unpacked.write(name, unpacked.text(name).replace('2026-11-23', '2026-11-22'));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the receipt of another capture',
    fails: ['receipt'],
    tamper: async (unpacked, world) => {
      const texts = /^receipts\/[0-9a-f-]{36}\.json$/;
      const signatures = /^receipts\/[0-9a-f-]{36}\.der$/;
      unpacked.swap(unpacked.name(texts), unpacked.name(texts, 1));
      unpacked.swap(unpacked.name(signatures), unpacked.name(signatures, 1));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a receipt with another time',
    fails: ['receipt'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(/^receipts\/[0-9a-f-]{36}\.json$/);
      unpacked.write(
        name,
        unpacked.text(name).replace(/"receivedAt":"2026-11-24/, '"receivedAt":"2026-11-23'),
      );
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a receipt’s text removed, its signature left',
    fails: ['receipt'],
    tamper: async (unpacked, world) => {
      unpacked.files.delete(unpacked.name(/^receipts\/[0-9a-f-]{36}\.json$/));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a receipt of the program’s that names another organisation',
    fails: ['receipt'],
    tamper: async (unpacked, world) => {
      const [capture] = world.captures;
      if (!capture) throw new Error('no capture');
      const { receipt } = await sealOf(world.parties, capture, { organisationId: crypto.randomUUID() });
      const { captureId } = JSON.parse(capture.manifestText);
      unpacked.write(`receipts/${captureId}.json`, receipt.text);
      unpacked.write(`receipts/${captureId}.der`, fromBase64(receipt.signature) ?? '');
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the tokens of two captures swapped',
    fails: ['time-stamp'],
    tamper: async (unpacked, world) => {
      const tokens = /^timestamps\/[0-9a-f-]{36}\.tsr$/;
      unpacked.swap(unpacked.name(tokens), unpacked.name(tokens, 1));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a token that an authority of the forger’s made',
    fails: ['time-stamp'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(CAPTURE);
      const { chain, token } = await stampBytes(world.rogue, await sha256Hex(unpacked.bytes(name)));
      const at = name.replace('data/', 'timestamps/').replace('/capture.json', '');
      unpacked.write(`${at}.tsr`, responseOfToken(token));
      unpacked.write(`${at}.chain.pem`, chain);
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a token with a byte of its signature changed',
    fails: ['time-stamp'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(/^timestamps\/[0-9a-f-]{36}\.tsr$/);
      unpacked.flip(name, unpacked.bytes(name).length - 5);
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the token over the package replaced by one over something else',
    fails: ['package-time-stamp'],
    tamper: async (unpacked, world) => {
      const { token } = await stampBytes(world.authority, await sha256Hex('another package'));
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
    tamper: async (unpacked, world) => {
      const name = unpacked.name(VIEWPORT);
      unpacked.rename(name, name.replace('viewport', 'screen'));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a capture’s folder renamed',
    fails: ['capture-manifest', 'claim', 'layout'],
    tamper: async (unpacked, world) => {
      const from = unpacked.name(CAPTURE).slice(5, 41);
      const to = crypto.randomUUID();
      for (const name of [...unpacked.files.keys()]) {
        if (name.startsWith(`data/${from}`)) unpacked.rename(name, name.replace(from, to));
      }
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a masked copy that claims another origin',
    fails: ['claim', 'masked-copies'],
    tamper: async (unpacked, world) => {
      const name = unpacked.name(/masked\.json$/);
      const list = JSON.parse(unpacked.text(name));
      list[0].derivedFrom = [await sha256Hex('no picture of this capture')];
      unpacked.write(name, canonicalJson(list));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a masked copy replaced',
    fails: ['masked-copies'],
    tamper: async (unpacked, world) => {
      unpacked.flip(unpacked.name(/viewport\.masked\.png$/));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the list of masked copies removed',
    fails: ['capture-files', 'claim'],
    tamper: async (unpacked, world) => {
      unpacked.files.delete(unpacked.name(/masked\.json$/));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a capture removed that the claim rests on',
    fails: ['claim'],
    tamper: async (unpacked, world) => {
      const [, second] = world.captures;
      const { captureId } = JSON.parse(second?.manifestText ?? '');
      for (const name of [...unpacked.files.keys()])
        if (name.includes(captureId)) unpacked.files.delete(name);
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the claim turned to another listing',
    fails: ['claim'],
    tamper: async (unpacked, world) => {
      const claim = JSON.parse(unpacked.text('data/claim-01.json'));
      claim.target.itemId = '1005006000000002';
      unpacked.write('data/claim-01.json', canonicalJson(claim));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the claim a second time, under another number',
    fails: ['claim'],
    tamper: async (unpacked, world) => {
      unpacked.write('data/claim-02.json', unpacked.bytes('data/claim-01.json'));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a replay that was changed',
    fails: ['replay'],
    tamper: async (unpacked, world) => {
      unpacked.flip(unpacked.name(/replay\.wacz$/), 400);
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the replay of another capture',
    fails: ['replay'],
    tamper: async (unpacked, world) => {
      unpacked.swap(unpacked.name(/replay\.wacz$/), unpacked.name(/replay\.wacz$/, 1));
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'the whole package signed anew by somebody else, with the program’s keys known',
    fails: ['package-signature'],
    tamper: async (unpacked, world) => {
      unpacked.write('signatures/package.pub.pem', pemOfPublicKey(world.stranger.publicKey));
      await relist(unpacked, world.stranger);
    },
  },
  {
    what: 'the packer’s key swapped, nothing signed anew',
    fails: ['package-signature'],
    tamper: async (unpacked, world) => {
      unpacked.write('signatures/package.pub.pem', pemOfPublicKey(world.stranger.publicKey));
      await unpacked.listTags();
      dropPackageTimeStamp(unpacked);
    },
    alone: true,
  },
  {
    what: 'the packer’s signature removed',
    fails: ['package-signature'],
    tamper: async (unpacked, world) => {
      unpacked.files.delete('signatures/package.der');
      await unpacked.listTags(world.parties.server);
      dropPackageTimeStamp(unpacked);
    },
  },
  {
    what: 'a key of the program under the name of another',
    fails: ['layout'],
    tamper: async (unpacked, world) => {
      unpacked.write('receipts/server-0123456789abcdef.pub.pem', pemOfPublicKey(world.stranger.publicKey));
      await relist(unpacked, world.parties.server);
    },
  },
];
