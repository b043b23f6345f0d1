import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { describe, expect, it, vi } from 'vitest';
import { faultOf, type HostAddress, mayReach } from '../../../server/src/webhooks/address.ts';
import { sendOnce } from '../../../server/src/webhooks/send.ts';

const PUBLIC = { loopback: false };

describe('an address', () => {
  it.each([
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.8.8'],
    ['link-local, with the metadata of clouds', '169.254.169.254'],
    ['shared (CGNAT)', '100.64.0.1'],
    ['shared, with the metadata of a cloud', '100.100.100.200'],
    ['of this network', '0.0.0.0'],
    ['of this network', '0.1.2.3'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['for documents', '192.0.2.1'],
    ['for documents', '203.0.113.7'],
    ['for benchmarks', '198.18.0.1'],
    ['of protocols', '192.0.0.8'],
    ['of 6to4 relays', '192.88.99.1'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['mapped', '::ffff:10.0.0.1'],
    ['mapped', '::ffff:8.8.8.8'],
    ['mapped, in hexadecimal', '::ffff:7f00:1'],
    ['compatible', '::127.0.0.1'],
    ['compatible', '::8.8.8.8'],
    ['NAT64', '64:ff9b::a00:1'],
    ['NAT64', '64:ff9b::808:808'],
    ['NAT64 of a network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:a00:1::'],
    ['Teredo', '2001::a00:1'],
    ['unique local', 'fd00::1'],
    ['unique local, with the metadata of a cloud', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['for documents', '2001:db8::1'],
    ['for documents', '3fff::1'],
    ['discarded', '100::1'],
    ['segment routing', '5f00::1'],
    ['given out to nobody', '4000::1'],
    ['translated', '::ffff:0:8.8.8.8'],
    ['nothing', 'localhost'],
  ])('that is %s is not reached: %s', (_, address) => {
    expect(mayReach(address, PUBLIC)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.215.14', '1.1.1.1', '2606:4700::1111', '2a00:1450:4001:80b::200e'])(
    'of the public internet is reached: %s',
    (address) => {
      expect(mayReach(address, PUBLIC)).toBe(true);
    },
  );

  it('of this machine is reached where a setting allows it, and of no other network then', () => {
    expect(mayReach('127.0.0.1', { loopback: true })).toBe(true);
    expect(mayReach('::1', { loopback: true })).toBe(true);
    for (const other of ['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', '0.0.0.0']) {
      expect(mayReach(other, { loopback: true })).toBe(false);
    }
  });

  it.each([
    ['no-address', 'hooks.example.com'],
    ['no-address', 'file:///etc/passwd'],
    ['no-address', 'gopher://hooks.example.com/'],
    ['not-https', 'http://hooks.example.com/'],
    ['user-in-it', 'https://me:secret@hooks.example.com/'],
    ['user-in-it', 'https://me@hooks.example.com/'],
    ['port', 'https://hooks.example.com:22/'],
    ['port', 'https://hooks.example.com:5432/'],
    ['private', 'https://127.0.0.1/'],
    // Other spellings of it.
    ['private', 'https://2130706433/'],
    ['private', 'https://0x7f.1/'],
    ['private', 'https://0177.0.0.1/'],
    ['private', 'https://[::1]/'],
    ['private', 'https://[::ffff:10.0.0.1]/'],
    ['private', 'https://１２７.0.0.1/'],
  ])('as a URL has the fault %s: %s', (fault, url) => {
    expect(faultOf(url, PUBLIC)).toBe(fault);
  });

  it('as a URL is taken with https and the web’s ports', () => {
    for (const url of [
      'https://hooks.example.com/a?b=c',
      'https://hooks.example.com:8443/',
      'https://8.8.8.8/',
    ])
      expect(faultOf(url, PUBLIC)).toBeNull();
  });
});

const message = (address: string) => ({ address, headers: {}, body: '{}' });
const never = new AbortController().signal;
const at = (...addresses: string[]) =>
  vi.fn(async () =>
    addresses.map((address): HostAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
  );

describe('sending', () => {
  it('opens no connection where one of a name’s addresses is not public', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['8.8.8.8', '10.0.0.1'],
      ['::ffff:169.254.169.254'],
      ['fd00::1'],
    ]) {
      const resolve = at(...addresses);
      const { outcome } = await sendOnce(
        message('https://hooks.test.example/'),
        { resolve, loopback: false },
        5_000,
        never,
      );
      expect([addresses, outcome]).toEqual([addresses, 'private']);
      expect(resolve).toHaveBeenCalledTimes(1);
    }
  });

  it('says that a name has no address, and waits for no resolver longer than it may', async () => {
    const gone = async () => {
      throw new Error('ENOTFOUND');
    };
    const url = message('https://hooks.test.example/');
    expect((await sendOnce(url, { resolve: gone, loopback: false }, 5_000, never)).outcome).toBe(
      'unresolved',
    );
    expect((await sendOnce(url, { resolve: at(), loopback: false }, 5_000, never)).outcome).toBe(
      'unresolved',
    );
    const silent = () => new Promise<never>(() => undefined);
    expect((await sendOnce(url, { resolve: silent, loopback: false }, 50, never)).outcome).toBe('timed-out');
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'hooks.test.example' }]);
    const got: string[] = [];
    const server = createServer({ key, cert }, (request, response) => {
      got.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { outcome } = await sendOnce(
      message(`https://hooks.test.example:${port}/`),
      { resolve: at('127.0.0.1'), loopback: true },
      5_000,
      never,
    );
    expect([outcome, got]).toEqual(['untrusted', []]);
    await new Promise((closed) => server.close(closed));
  });
});
