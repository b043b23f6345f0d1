import { fromBase64, pemOfPublicKey, sha256Hex } from '@marketsafe/evidence';
import { CAPTURE, dropPackageTimeStamp, relist, type Tampering, VIEWPORT } from './tampering.ts';

/** What is done to files, lists and names. */
export const TAMPERING_WITH_FILES: readonly Tampering[] = [
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
    tamper: async (unpacked, world) => {
      unpacked.flip(unpacked.name(VIEWPORT));
      await relist(unpacked, world.parties.server);
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
      dropPackageTimeStamp(unpacked);
    },
  },
  {
    what: 'another kind in bag-info.txt',
    fails: ['bag'],
    tamper: async (unpacked, world) => {
      unpacked.write(
        'bag-info.txt',
        unpacked.text('bag-info.txt').replace('Kind: evidence', 'Kind: disclosure'),
      );
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a file added to a capture and listed everywhere',
    fails: ['capture-files'],
    tamper: async (unpacked, world) => {
      unpacked.write(unpacked.name(CAPTURE).replace('capture.json', 'more.png'), 'more');
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'a tag file added, in no list',
    fails: ['unlisted'],
    tamper: (unpacked, world) =>
      unpacked.write(
        `receipts/server-${world.stranger.keyId.slice(0, 16)}.pub.pem`,
        pemOfPublicKey(world.stranger.publicKey),
      ),
    alone: true,
  },
  {
    what: 'a file of another name in timestamps',
    fails: ['layout', 'unlisted'],
    tamper: (unpacked) => unpacked.write('timestamps/readme.txt', 'hello'),
  },
  {
    what: 'a token in timestamps for a capture that is not here, listed',
    fails: ['layout'],
    tamper: async (unpacked, world) => {
      unpacked.write(
        `timestamps/${crypto.randomUUID()}.tsr`,
        unpacked.bytes(unpacked.name(/^timestamps\/[0-9a-f-]{36}\.tsr$/)),
      );
      await relist(unpacked, world.parties.server);
    },
  },
  {
    what: 'VERIFY.txt removed and the lists rewritten',
    fails: ['bag'],
    tamper: async (unpacked, world) => {
      unpacked.files.delete('VERIFY.txt');
      await relist(unpacked, world.parties.server);
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
    tamper: async (unpacked, world) => {
      await relist(unpacked, world.parties.server);
      const text = unpacked.text('manifest-sha256.txt');
      const line = `${await sha256Hex(unpacked.bytes('bagit.txt'))}  bagit.txt\n`;
      unpacked.write('manifest-sha256.txt', text + line);
      const signature = await world.parties.server.sign(unpacked.bytes('manifest-sha256.txt'));
      unpacked.write('signatures/package.der', fromBase64(signature) ?? '');
      await unpacked.listTags(world.parties.server);
    },
  },
];
