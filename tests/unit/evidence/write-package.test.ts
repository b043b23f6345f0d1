import {
  type PackagedCapture,
  PackageProblem,
  type PackageRequest,
  packageStream,
  preparePackage,
  sha256Hex,
  verifyPackage,
} from '@marketsafe/evidence';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimOver,
  makeCapture,
  makeCaptures,
  makeParties,
  manifestOf,
  type Parties,
  requestFor,
  sealOf,
} from './support/program.ts';
import { Unpacked } from './support/tamper.ts';

let parties: Parties;
let capture: PackagedCapture;

beforeAll(async () => {
  parties = await makeParties();
  [capture] = (await makeCaptures(parties, 1)) as [PackagedCapture];
});

async function reasonOf(
  change: Partial<PackageRequest>,
  of: readonly PackagedCapture[] = [capture],
): Promise<string> {
  return preparePackage(requestFor(parties, of, change)).then(
    () => 'prepared',
    (error) => (error instanceof PackageProblem ? error.reason : String(error)),
  );
}

describe('what is to be packed is refused before a byte is written', () => {
  it('when there is nothing, or a capture twice', async () => {
    expect(await reasonOf({}, [])).toBe('bad-input');
    expect(await reasonOf({}, [capture, capture])).toBe('bad-input');
    expect(await reasonOf({})).toBe('prepared');
  });

  it('when a file is missing or has another size', async () => {
    const files = new Map(capture.files);
    files.delete('viewport.png');
    expect(await reasonOf({}, [{ ...capture, files }])).toBe('file-missing');
    files.set('viewport.png', new Blob(['short']));
    expect(await reasonOf({}, [{ ...capture, files }])).toBe('file-changed');
  });

  it('when the record is no record, not canonical, or not what the device signed', async () => {
    const other = (manifestText: string) => reasonOf({}, [{ ...capture, manifestText }]);
    expect(await other('no JSON')).toBe('bad-input');
    expect(await other('{}')).toBe('bad-input');
    expect(await other(capture.manifestText.replace('{', '{ '))).toBe('bad-input');
    expect(await other(capture.manifestText.replace('Practice browser', 'Another browser'))).toBe(
      'bad-input',
    );
  });

  it('when a seal is another capture’s or another device’s', async () => {
    const [, second] = await makeCaptures(parties, 2);
    expect(await reasonOf({}, [{ ...capture, seal: second?.seal }])).toBe('bad-input');
    const elsewhere = await makeParties();
    const seal = await sealOf(parties, capture);
    const device = { ...seal.device, publicKey: elsewhere.device.publicKey };
    expect(await reasonOf({}, [{ ...capture, seal: { ...seal, device } }])).toBe('bad-input');
  });

  it('when the program’s key is not known', async () => {
    expect(await reasonOf({ serverKeys: [] })).toBe('server-key-missing');
  });

  it('when a file has a name that the package needs for itself', async () => {
    const named = await makeCapture(parties, {
      masked: false,
      change: ({ files }) => {
        const [first] = files;
        if (first) first.path = 'replay.wacz';
      },
    });
    const bytes = capture.files.get('viewport.png');
    const files = new Map([...named.files, ...(bytes ? [['replay.wacz', bytes] as const] : [])]);
    expect(await reasonOf({}, [{ ...named, files }])).toBe('bad-input');
  });

  it('when a claim is there twice', async () => {
    const claim = await claimOver([capture]);
    expect(await reasonOf({ claims: [claim, claim] })).toBe('bad-input');
    expect(await reasonOf({ claims: [claim, await claimOver([capture])] })).toBe('prepared');
  });

  it('when the claim rests on a capture that is not packed', async () => {
    const [one, two] = await makeCaptures(parties, 2);
    if (!one || !two) throw new Error('no captures');
    expect(await reasonOf({ claims: [await claimOver([one, two])] }, [one])).toBe('bad-input');
    expect(await reasonOf({ claims: [await claimOver([one])] }, [one, two])).toBe('prepared');
  });
});

describe('writing', () => {
  it('brings the program’s key along for a challenge that no receipt goes with', async () => {
    const { seal, ...unsealed } = capture;
    expect(seal).toBeDefined();
    const of = async (serverKeys: PackageRequest['serverKeys']) => {
      const prepared = await preparePackage(requestFor(parties, [unsealed], { serverKeys }));
      const verdict = await verifyPackage(await new Response(packageStream(prepared)).blob());
      const challenge = verdict.checks.find(({ id }) => id === 'challenge');
      return { ok: verdict.ok, state: challenge?.state, notBefore: verdict.windows[0]?.notBefore };
    };
    const issuedAt = manifestOf(capture).time.notBefore?.issuedAt;
    expect(await of([parties.server])).toEqual({ ok: true, state: 'untrusted', notBefore: issuedAt });
    expect(await of([])).toEqual({ ok: true, state: 'untrusted', notBefore: null });
  });

  it('brings along that the program knows the device, for a capture that it has not received', async () => {
    const { seal, ...unsealed } = capture;
    const enrolment = seal?.device.enrolment ?? undefined;
    const prepared = await preparePackage(requestFor(parties, [{ ...unsealed, enrolment }]));
    const blob = await new Response(packageStream(prepared)).blob();
    const verdict = await verifyPackage(blob, { serverKeys: [parties.server.publicKey] });
    const states = (id: string) =>
      verdict.checks.filter((check) => check.id === id).map(({ state }) => state);
    expect([verdict.ok, states('enrolment'), states('receipt')]).toEqual([true, ['passed'], ['absent']]);
  });

  it('says in VERIFY.txt what is not there and that this is no fault', async () => {
    const instructions = async (of: PackagedCapture) => {
      const prepared = await preparePackage(requestFor(parties, [of]));
      const blob = await new Response(packageStream(prepared)).blob();
      return (await Unpacked.of(blob)).text('VERIFY.txt');
    };
    const { seal: _, ...unsealed } = capture;
    const unreceived = await instructions(unsealed);
    expect(unreceived).toContain('the program had not received these captures');
    expect(unreceived).toContain(`# ${manifestOf(capture).captureId}`);
    const unstamped = await instructions(capture);
    expect(unstamped).not.toContain('had not received');
    expect(unstamped).toContain('no time-stamp authority had stamped these captures');
  });

  it('tells how far it is, up to all of it', async () => {
    // Gets much smaller in the replay, whose size is guessed.
    const page = new Blob(['x'.repeat(300_000)]);
    const sha256 = await sha256Hex(page);
    const made = await makeCapture(parties, {
      change: ({ files }) => {
        files.push({
          ...{ path: 'more.html', sha256, bytes: page.size, type: 'text/html' },
          ...{ role: 'working', method: 'snapshot' },
        });
      },
    });
    const capture = { ...made, files: new Map([...made.files, ['more.html', page] as const]) };
    const steps: [number, number][] = [];
    const prepared = await preparePackage(requestFor(parties, [capture]));
    await prepared.write(new WritableStream(), { onProgress: (done, of) => steps.push([done, of]) });
    const files = manifestOf(capture).files.reduce(
      (sum, { bytes }) => sum + bytes,
      capture.masked[0]?.bytes ?? 0,
    );
    expect(prepared.bytes).toBeGreaterThanOrEqual(files);
    expect(steps.at(-1)).toEqual([prepared.bytes, prepared.bytes]);
    expect(steps.every(([done], index) => done >= (steps[index - 1]?.[0] ?? 0))).toBe(true);
  });

  it('breaks the stream where a file turns out to be another, so nobody takes the rest for a package', async () => {
    const files = new Map(capture.files);
    const size = files.get('snapshot.html')?.size ?? 0;
    files.set('snapshot.html', new Blob(['x'.repeat(size)]));
    const prepared = await preparePackage(requestFor(parties, [{ ...capture, files }]));
    await expect(new Response(packageStream(prepared)).blob()).rejects.toThrow();
    await expect(prepared.write(new WritableStream())).rejects.toMatchObject({ reason: 'file-changed' });
  });

  it('stops when it is told to, and when the reader goes away', async () => {
    const stop = new AbortController();
    const prepared = await preparePackage(requestFor(parties, [capture]));
    const writing = prepared.write(new WritableStream(), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(writing).rejects.toThrow('enough');

    let asked = 0;
    const gone = prepared.write(
      new WritableStream({
        write() {
          asked += 1;
          throw new Error('the reader went away');
        },
      }),
    );
    await expect(gone).rejects.toThrow();
    expect(asked).toBe(1);
  });

  it('gives the same bytes for the same request, whatever the time zone', async () => {
    const signature = await parties.server.sign(new Uint8Array([1]));
    const bytes = async () => {
      const packer = { name: 'P', publicKey: parties.server.publicKey, sign: async () => signature };
      const prepared = await preparePackage(requestFor(parties, [capture], { packer }));
      return sha256Hex(await new Response(packageStream(prepared)).blob());
    };
    const before = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Shanghai';
      const there = await bytes();
      process.env.TZ = 'America/New_York';
      expect(await bytes()).toBe(there);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('never holds a large file as a whole: it is read as fast as it is written', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(7);
    const pieces = 24;
    let written = 0;
    let farthestAhead = 0;
    const large = {
      size: piece.length * pieces,
      stream: () => {
        let given = 0;
        const before = written;
        return new ReadableStream<Uint8Array<ArrayBuffer>>(
          {
            pull(controller) {
              if (given === pieces) return controller.close();
              given += 1;
              if (hashed) farthestAhead = Math.max(farthestAhead, given * piece.length - (written - before));
              controller.enqueue(Uint8Array.from(piece));
            },
          },
          { highWaterMark: 0 },
        );
      },
    };
    let hashed = false;
    const sha256 = await sha256Hex(large);
    const made = await makeCapture(parties, {
      masked: false,
      change: ({ files }) => {
        const derivedFrom = files.slice(0, 1).map((file) => file.sha256);
        // Derived, so that it is not in the replay.
        files.push({
          path: 'stitched.png',
          sha256,
          bytes: large.size,
          type: 'image/png',
          role: 'derived',
          method: 'stitched',
          derivedFrom,
        });
      },
    });
    const files = new Map([...made.files, ['stitched.png', large] as const]);
    const prepared = await preparePackage(requestFor(parties, [{ ...made, files }]));
    let readings = 0;
    const counted = large.stream;
    large.stream = () => {
      readings += 1;
      hashed = readings > 1;
      return counted();
    };
    await prepared.write(
      new WritableStream({
        async write(chunk) {
          await new Promise((resolve) => setImmediate(resolve));
          written += chunk.length;
        },
      }),
    );
    expect(readings).toBe(2);
    expect(written).toBeGreaterThan(large.size);
    expect(farthestAhead).toBeGreaterThan(0);
    expect(farthestAhead).toBeLessThan(8 * piece.length);
  }, 60_000);
});
