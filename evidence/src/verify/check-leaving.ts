import { z } from 'zod';
import { piecesOf } from '../bytes.ts';
import * as layout from '../package/layout.ts';
import type { Context } from './context.ts';
import { readText } from './open-package.ts';
import type { PackageVerdict, TimeWindow } from './types.ts';

/** Longest list of claims that is read, in bytes. */
const INDEX_LIMIT = 512 * 1024 * 1024;

/** `data/index.json`: every claim, and in which package its evidence is; null where a file of it is damaged or missing. */
const index = z.object({
  claims: z.array(z.object({ number: z.string(), package: z.string().nullable() })),
});

/**
 * What whoever leaves takes along: every package within by itself, one after another, and that the list of claims names exactly these.
 * @param verify checks one package, as if it were the only one
 */
export async function checkLeaving(
  context: Context,
  verify: (blob: Blob) => Promise<PackageVerdict>,
): Promise<TimeWindow[]> {
  const { opened, report } = context;
  const windows: TimeWindow[] = [];
  const inner = [...opened.files.keys()].filter(layout.isInnerPackage).sort();
  for (const name of inner) {
    const source = opened.files.get(name);
    if (!source) continue;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of piecesOf(source.stream())) pieces.push(piece);
    const verdict = await verify(new Blob(pieces));
    windows.push(...verdict.windows);
    const stands = verdict.ok && verdict.kind === 'evidence';
    const untrusted = verdict.checks.some(({ state }) => state === 'untrusted');
    if (stands) {
      report('inner-package', name, untrusted ? 'untrusted' : 'passed', 'inner-fine', {
        ...{ name, count: verdict.checks.length },
      });
    } else {
      report('inner-package', name, 'failed', 'inner-refused', { name });
    }
  }
  await checkIndex(context, inner);
  return windows;
}

async function checkIndex({ opened, report }: Context, inner: readonly string[]): Promise<void> {
  const text = await readText(opened, layout.LEAVING_INDEX, INDEX_LIMIT);
  const read = index.safeParse(text === null ? null : parsed(text));
  if (!read.success) {
    report('leaving-index', layout.LEAVING_INDEX, 'failed', 'leaving-index-unreadable');
    return;
  }
  const { claims } = read.data;
  const listed = new Set(claims.flatMap(({ package: name }) => (name === null ? [] : [name])));
  const here = new Set(inner);
  const wrong = [...new Set([...listed, ...inner])].filter((name) => !listed.has(name) || !here.has(name));
  for (const name of wrong) {
    report('leaving-index', layout.LEAVING_INDEX, 'failed', 'leaving-index-differs', { name });
  }
  if (wrong.length === 0) {
    report('leaving-index', layout.LEAVING_INDEX, 'passed', 'leaving-index-fine', { count: claims.length });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
