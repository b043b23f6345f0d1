import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCommand } from '../../../scripts/support/command.ts';
import type { ConsoleSession } from '../../../scripts/support/console-session.ts';
import { readPdf } from '../../server/read-pdf.ts';
import { chunksOf } from './pictures.ts';

/** Everything that the program hands out of a claim for the marketplace, unpacked: each part by its name. */
export interface Disclosed {
  parts: ReadonlyMap<string, Buffer>;
  /** What `data/disclosure.json` states. */
  statement: { captures: { pictures: { shows?: string }[] }[] };
  /** Text of the report. */
  report: string;
}

/** Takes a claim's disclosure package and disclosure report; `folder` is the test's own. */
export async function disclose(session: ConsoleSession, claimId: string, folder: string): Promise<Disclosed> {
  const zip = await session.bytes('/v1/packages', { kind: 'disclosure', claimIds: [claimId] });
  const place = await mkdtemp(join(folder, 'disclosed-'));
  const file = join(place, 'package.zip');
  await writeFile(file, zip);
  expect(await runCommand('unzip', ['-q', file, '-d', join(place, 'in')], place)).toMatchObject({
    exitCode: 0,
  });
  const parts = new Map<string, Buffer>([['package', zip]]);
  const entries = await readdir(join(place, 'in'), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    parts.set(path.slice(path.indexOf('/in/') + 4), await readFile(path));
  }
  const pdf = await session.bytes(`/v1/claims/${claimId}/reports/disclosure`);
  const read = await readPdf(pdf);
  parts.set('report', pdf);
  parts.set('report, inflated', Buffer.from(read.raw, 'latin1'));
  parts.set(
    'report, as it is read',
    Buffer.from([read.text, read.joined, read.title, ...read.outline].join('\n')),
  );
  const statement = [...parts].find(([name]) => name.endsWith('data/disclosure.json'))?.[1];
  // Beside what draws it, a picture says that it is a copy, and nothing else.
  for (const [name, bytes] of parts) {
    if (name.endsWith('.png'))
      expect([name, chunksOf(bytes)]).toEqual([name, new Set(['IHDR', 'tEXt', 'IDAT', 'IEND'])]);
  }
  return { parts, statement: JSON.parse(String(statement)) as Disclosed['statement'], report: read.text };
}
