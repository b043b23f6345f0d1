import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROBLEM_BASE, problem } from '@marketsafe/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Drawing, openDrawing } from '../../server/src/drawing/drawing.ts';
import type { DrawRequest } from '../../server/src/drawing/messages.ts';
import { DrawingEnded, type DrawingProcess, startDrawingProcess } from '../../server/src/drawing/process.ts';
import type { ReportSource } from '../../server/src/reports/source/gather.ts';
import { readPdf, unsaid } from './read-pdf.ts';
import { handIn, picture } from './report-claims.ts';
import {
  addInvestigator,
  type Person,
  putBlob,
  send,
  sha256,
  startTestServer,
  type TestServer,
} from './support.ts';

let test: TestServer;
let person: Person & { rightId: string };
beforeAll(async () => {
  test = await startTestServer();
  person = await addInvestigator(test);
});
afterAll(() => test.close());

/** A WebP of 44 bytes that claims 16,383 × 16,383 pixels: a gigabyte, decoded. */
function vastWebp(): Buffer {
  const bytes = Buffer.alloc(44);
  bytes.write('RIFF\x24\0\0\0WEBPVP8L\x10\0\0\0', 'latin1');
  bytes.set([0x2f, 0xff, 0xff, 0xff, 0x0f], 20);
  bytes.writeUInt32LE(Math.floor(Math.random() * 2 ** 32), 40);
  return bytes;
}

const refusal = (json: unknown) => {
  const { code, type } = problem.parse(json);
  return [code, type.replace(PROBLEM_BASE, '')];
};

describe('a picture that claims gigabytes', () => {
  it('is refused at intake whatever it is called, and leaves nothing', async () => {
    for (const type of ['image/webp', 'image/png', 'application/json', 'text/html']) {
      const bytes = vastWebp();
      const answer = await putBlob(test, person, bytes, type);
      expect([answer.status, refusal(answer.json)]).toEqual([413, ['picture-too-large', 'blob-too-large']]);
      const head = await send(test, `/v1/blobs/${sha256(bytes)}`, { method: 'HEAD', person });
      expect(head.status).toBe(404);
    }
    const bytes = vastWebp();
    const upload = await send(test, '/v1/uploads', {
      method: 'POST',
      person,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': `sha256 ${Buffer.from(sha256(bytes)).toString('base64')},type ${Buffer.from('image/webp').toString('base64')}`,
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes,
    });
    expect([upload.status, refusal(upload.json)]).toEqual([413, ['picture-too-large', 'blob-too-large']]);
    expect(await readdir(join(test.dataFolder, 'uploads'))).toEqual([]);
    expect(await readdir(join(test.dataFolder, 'blobs', 'incoming'))).toEqual([]);
  });

  it('and is here from before that is not decoded: the report says so and is made all the same', async () => {
    const vast = vastWebp();
    const hash = sha256(vast);
    const folder = join(test.dataFolder, 'blobs', person.organisationId, hash.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, hash), vast);
    await test.owner.query(
      "insert into app.blobs (organisation_id, sha256, bytes, type, stored_by, stored_at) values ($1, $2, $3, 'image/webp', $4, now())",
      [person.organisationId, hash, vast.length, person.userId],
    );
    const small = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a1b2c3' } })
      .webp()
      .toBuffer();
    const shown = { type: 'image/webp' } as const;
    // Held already, so nothing asks for it again.
    const originals = [picture('vast.webp', vast, shown), picture('small.webp', small, shown)];
    const { claim } = await handIn(test, person, [{ originals }]);
    const report = await send(test, `/v1/claims/${claim.claimId}/reports/evidence`, { person });
    const pdf = await readPdf(report.bytes);
    expect(unsaid(pdf, ['vast.webp This picture is not drawn: it is too large'])).toEqual([]);
    expect(Number(report.headers.get('content-length'))).toBe(report.bytes.length);
  });
});

const source = { claim: {}, captures: [], madeAt: new Date() } as unknown as ReportSource;
const owner = { organisationId: 'a', userId: 'b' };
const never = new AbortController().signal;

async function withDrawing(start: () => DrawingProcess, work: (drawing: Drawing) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'marketsafe-drawing-'));
  const drawing = await openDrawing({ blobs: { folder }, scratch: join(folder, 'drawing') }, start);
  try {
    await work(drawing);
    expect(await readdir(join(folder, 'drawing'))).toEqual([]);
  } finally {
    await drawing.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe('one user’s many reports', () => {
  it('are made, and so are another organisation’s and anybody’s claim asked for meanwhile', async () => {
    const other = await addInvestigator(test);
    const { claim } = await handIn(test, person, [{}]);
    const { claim: theirs } = await handIn(test, other, [{}]);
    const ask = async (by: Person, claimId: string) =>
      (await send(test, `/v1/claims/${claimId}/reports/certificate`, { person: by })).status;
    const many = Array.from({ length: 5 }, () => ask(person, claim.claimId));
    const handedIn = handIn(test, other, [{}]);
    expect(await Promise.all([...many, ask(other, theirs.claimId)])).toEqual([200, 200, 200, 200, 200, 200]);
    await handedIn;
  });

  it('hold up no report of another organisation', async () => {
    const ended: string[] = [];
    let letGo = () => {};
    const first = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let begun = 0;
    // The first document takes until another organisation has its own: what ends when is the queue's doing, not the machine's.
    const slow = (): DrawingProcess => ({
      alive: true,
      async draw({ path }: DrawRequest) {
        begun += 1;
        if (begun === 1) await first;
        await writeFile(path, 'drawn');
      },
      end: async () => undefined,
    });
    await withDrawing(slow, async (drawing) => {
      const ask = async (organisationId: string) => {
        const by = { organisationId, userId: organisationId };
        (await drawing.draw(by, 'evidence', async () => source, never))?.stream.destroy();
        ended.push(organisationId);
      };
      const many = Array.from({ length: 5 }, () => ask('mine'));
      await ask('theirs');
      expect(ended).toEqual(['theirs']);
      letGo();
      await Promise.all(many);
    });
    expect(ended).toHaveLength(6);
  });
});

describe('a process that draws', () => {
  it('that uses more memory than it may ends, and the program goes on', async () => {
    await withDrawing(
      () => startDrawingProcess(1),
      async (drawing) => {
        await expect(drawing.draw(owner, 'evidence', async () => source, never)).rejects.toThrow(
          DrawingEnded,
        );
      },
    );
  });

  it('that fails says why, and is used again', async () => {
    await withDrawing(
      () => startDrawingProcess(900 * 1024 * 1024),
      async (drawing) => {
        const broken = () => drawing.draw(owner, 'evidence', async () => source, never);
        await expect(broken()).rejects.not.toThrow(DrawingEnded);
        await expect(broken()).rejects.not.toThrow(DrawingEnded);
      },
    );
  });

  it('that a picture ended is followed by one that leaves this picture out', async () => {
    const asked: string[][] = [];
    const mortal = (): DrawingProcess => ({
      alive: false,
      async draw({ skipped, path }: DrawRequest) {
        asked.push([...skipped]);
        if (skipped.length < 2) throw new DrawingEnded(`picture ${skipped.length}`);
        await writeFile(path, 'drawn');
      },
      end: async () => undefined,
    });
    await withDrawing(mortal, async (drawing) => {
      const drawn = await drawing.draw(owner, 'evidence', async () => source, never);
      expect(drawn?.bytes).toBe(5);
      drawn?.stream.destroy();
    });
    expect(asked).toEqual([[], ['picture 0'], ['picture 0', 'picture 1']]);
  });
});
