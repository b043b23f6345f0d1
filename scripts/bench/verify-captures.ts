import {
  exportPublicKey,
  type PackagedCapture,
  packageStream,
  preparePackage,
  sign,
  verifyPackage,
} from '@marketsafe/evidence';
import { sayPackageGuide } from '@marketsafe/words';
import { type Spread, spread } from './timing.ts';

/** How long a stranger's check of a package takes. */
export interface VerificationFigures {
  megabytes: number;
  captures: number;
  /** Milliseconds for a megabyte of the package. */
  perMegabyte: Spread;
}

/** Packs captures and checks the package several times, in this process. Throws an Error when the package is refused. */
export async function timeVerification(
  captures: readonly PackagedCapture[],
  repeats: number,
): Promise<VerificationFigures> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const prepared = await preparePackage({
    kind: 'evidence',
    captures,
    packer: {
      name: 'benchmark',
      publicKey: await exportPublicKey(pair.publicKey),
      sign: (bytes) => sign(pair.privateKey, bytes),
    },
    serverKeys: [],
    now: new Date(),
    sayGuide: sayPackageGuide,
    software: 'benchmark',
  });
  const file = await new Response(packageStream(prepared)).blob();
  const megabytes = file.size / 1_000_000;
  const times: number[] = [];
  for (let at = 0; at < repeats; at += 1) {
    const started = performance.now();
    const { ok, checks } = await verifyPackage(file);
    times.push((performance.now() - started) / megabytes);
    const failed = checks.find(({ state }) => state === 'failed');
    if (!ok) throw new Error(`the package is refused: ${failed?.code}`);
  }
  return { megabytes, captures: captures.length, perMegabyte: spread(times) };
}
