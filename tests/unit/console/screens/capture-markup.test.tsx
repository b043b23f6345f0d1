import type { CaptureSeal, ClaimDetail, EvidenceFile } from '@marketsafe/contract';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CaptureNetwork } from '../../../../console/src/screens/claim/capture/capture-network.tsx';
import { CapturePictures } from '../../../../console/src/screens/claim/capture/capture-pictures.tsx';
import { SealRows } from '../../../../console/src/screens/claim/capture/capture-seal.tsx';
import { CaptureTime } from '../../../../console/src/screens/claim/capture/capture-time.tsx';

const HOSTILE = '<script>alert(1)</script>';
const SIGNED = { keyId: 'a'.repeat(64), signature: 'AAAA' };

function seal(timeStamp: CaptureSeal['timeStamp']): CaptureSeal {
  return {
    captureId: '00000000-0000-4000-8000-000000000001',
    manifestSha256: 'b'.repeat(64),
    receipt: { text: 'broken', ...SIGNED },
    device: { publicKey: 'AAAA', enrolment: null },
    timeStamp,
  };
}

function shown(timeStamp: CaptureSeal['timeStamp']): string {
  return renderToStaticMarkup(<SealRows seal={seal(timeStamp)} />);
}

describe('the seal of a capture', () => {
  it('names the authority of a time-stamp, says what it waits for, or that there is none', () => {
    const at = '2026-11-23T09:05:00.000Z';
    const stamped = shown({ state: 'stamped', token: 'AAAA', chain: '', at, authority: HOSTILE });
    expect(stamped).toContain('Stamped');
    expect(stamped).toContain('&lt;script&gt;');
    const pending = shown({
      state: 'pending',
      failures: [{ authority: 'tsa.example', code: 'http-status', status: 503 }],
    });
    expect(pending).toContain('asked again by itself');
    expect(pending).toContain('tsa.example answered with status 503');
    expect(shown({ state: 'not-configured' })).toContain('no time-stamp authority');
  });

  it('says that a receipt cannot be read instead of leaving it out', () => {
    expect(shown({ state: 'not-configured' })).toContain('cannot be read');
  });
});

describe('the time in which a capture was made', () => {
  it('is said once in UTC, and each end once in the reader’s time with what shows it', () => {
    const receivedAt = '2026-11-23T09:00:00.000Z';
    const receipt = {
      schema: 1,
      kind: 'capture-receipt',
      captureId: '00000000-0000-4000-8000-000000000001',
      manifestSha256: 'b'.repeat(64),
      deviceId: '00000000-0000-4000-8000-000000000002',
      organisationId: '00000000-0000-4000-8000-000000000003',
      claimNumber: 'MS-0000-0000',
      receivedAt,
      audit: { sequence: 3, hash: 'c'.repeat(64) },
    };
    const time = {
      start: '2026-11-23T08:30:00.000Z',
      end: '2026-11-23T08:30:01.000Z',
      monotonicMs: 1_000,
      skew: null,
      notBefore: { challenge: 'AAAA', issuedAt: '2026-11-23T08:00:00.000Z', ...SIGNED },
    };
    const sealed = { ...seal({ state: 'pending' }), receipt: { text: JSON.stringify(receipt), ...SIGNED } };
    const html = renderToStaticMarkup(<CaptureTime manifest={{ time }} seal={sealed} findings={[]} />);
    const count = (text: string) => html.split(text).length - 1;
    expect([count('2026-11-23 08:00:00 UTC'), count('2026-11-23 09:00:00 UTC')]).toEqual([1, 1]);
    expect([count('Not before'), count('Not after')]).toEqual([1, 1]);
    expect(count('your local time')).toBe(2);
  });
});

describe('what the server answered', () => {
  it('is shown as text, repeated headers too', () => {
    const html = renderToStaticMarkup(
      <CaptureNetwork
        exchange={{
          redirects: [{ url: 'https://a.example/', status: 302, location: HOSTILE }],
          status: 200,
          protocol: 'h2',
          serverAddress: '203.0.113.7',
          headers: [
            { name: 'Via', value: '1.1 one' },
            { name: 'Via', value: '1.1 two' },
            { name: 'Via', value: '1.1 two' },
            { name: 'X', value: HOSTILE },
          ],
        }}
      />,
    );
    for (const text of ['status 200', 'over h2', '203.0.113.7', 'after 1 redirect', '1.1 one', '1.1 two']) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('<script');
  });
});

describe('the pictures of a capture', () => {
  const hash = (digit: string) => digit.repeat(64);
  const file = (change: Partial<EvidenceFile>): EvidenceFile => ({
    path: 'viewport.png',
    sha256: hash('1'),
    bytes: 10,
    type: 'image/png',
    role: 'evidentiary',
    method: 'pixels',
    ...change,
  });
  const shownOf = (files: EvidenceFile[], masked: EvidenceFile[]) =>
    renderToStaticMarkup(
      <CapturePictures capture={{ files, masked } as ClaimDetail['evidence'][number]} title="Capture" />,
    );
  const copy = file({
    path: 'masked-viewport.png',
    sha256: hash('2'),
    role: 'derived',
    method: 'painted',
    derivedFrom: [hash('1')],
  });

  it('are the masked copies until the originals are asked for', () => {
    const html = shownOf([file({})], [copy]);
    expect(html).toContain(`/v1/blobs/${hash('2')}`);
    expect(html).not.toContain(`/v1/blobs/${hash('1')}`);
    expect(html).toContain('Show the confidential originals');
  });

  it('are the originals, marked confidential, where there is no copy; the preview of them stays with them', () => {
    const preview = file({ path: 'preview.jpg', sha256: hash('3'), method: 'stitched', role: 'derived' });
    const html = shownOf([file({}), preview], []);
    expect(html).toContain(`/v1/blobs/${hash('1')}`);
    expect(html).toContain('Confidential original');
    expect(html).toContain(`/v1/blobs/${hash('3')}`);
    expect(shownOf([file({}), preview], [copy])).not.toContain(`/v1/blobs/${hash('3')}`);
  });

  it('of a long page are folded, and all load when they come into sight', () => {
    const slices = [...'4567'].map((digit) => file({ path: `slice-00${digit}.png`, sha256: hash(digit) }));
    const html = shownOf([file({}), ...slices], []);
    expect(html).toContain('The rest of the page in 4 pictures');
    expect(html.match(/<img/g)).toHaveLength(5);
    expect(html.match(/loading="lazy"/g)).toHaveLength(5);
  });
});
