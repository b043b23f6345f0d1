import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readServerAddress } from '../../../../utils/settings/server-address.ts';

describe('readServerAddress', () => {
  it.each([
    ['https://reports.example.com', 'https://reports.example.com'],
    ['  https://Reports.Example.com:8443//?a=1#b ', 'https://reports.example.com:8443'],
    ['reports.example.com', 'https://reports.example.com'],
    ['reports.example.com:8443', 'https://reports.example.com:8443'],
    ['127.0.0.1:4310', 'http://127.0.0.1:4310'],
    ['localhost:4310/', 'http://localhost:4310'],
    ['http://localhost:4310', 'http://localhost:4310'],
  ])('takes %s', (typed, origin) => {
    expect(readServerAddress(typed)).toEqual({ ok: true, origin });
  });

  it.each([
    ['', 'empty'],
    ['not an address', 'unreadable'],
    ['http://reports.example.com', 'plain'],
    ['http://127.0.0.1.evil.example', 'plain'],
    ['localhost.evil.example:99999', 'unreadable'],
    ['ftp://reports.example.com', 'plain'],
    ['javascript://alert(1)', 'plain'],
    ['https://user:secret@reports.example.com', 'credentials'],
  ])('refuses “%s” with a code', (typed, problem) => {
    expect(readServerAddress(typed)).toEqual({ ok: false, problem });
  });

  it.each([
    ['https://host.example/reports/', 'https://host.example'],
    ['host.example/reports', 'https://host.example'],
    ['https://Reports.Example.com:8443/console/?a=1#b', 'https://reports.example.com:8443'],
    ['localhost:4310/x', 'http://localhost:4310'],
  ])('refuses %s, whose path it would have to drop, and names what comes before it', (typed, origin) => {
    expect(readServerAddress(typed)).toEqual({ ok: false, problem: 'path', origin });
  });

  it('never throws, and gives only origins that the extension may connect to', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.domain(),
          fc.domain().map((domain) => `http://${domain}`),
        ),
        (typed) => {
          const address = readServerAddress(typed);
          if (address.ok) {
            expect(address.origin).toMatch(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:|$))/);
            expect(new URL(address.origin).origin).toBe(address.origin);
          }
        },
      ),
    );
  });
});
