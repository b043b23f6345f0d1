import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { roomBreaches } from '../../../../scripts/support/rooms.ts';
import { makeTemporaryFolder, removeFolder } from '../../../../scripts/support/temporary-folder.ts';

let root: string | undefined;

afterEach(async () => {
  if (root) await removeFolder(root);
  root = undefined;
});

async function breachesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  root = await makeTemporaryFolder('rooms');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return roomBreaches(root);
}

describe('arrows between rooms', () => {
  it('lead nowhere in a circle in this project', () => {
    expect(roomBreaches()).toEqual([]);
  });

  it('make a circle where two folders import each other, however the import is written', async () => {
    const breaches = await breachesOf({
      'utils/capture/take.ts': "import {\n  keep,\n  type Kept,\n} from '../drafts/keep.ts';\n",
      'utils/drafts/keep.ts': "export const keep = () => import('../capture/deep/other.ts');\n",
      'server/src/claims/one.ts': "export * from '../people/one.ts';\n",
      'server/src/people/one.ts': "import '../claims/one.ts';\n",
    });
    expect(breaches).toEqual([
      'rooms in a circle: server/src/claims/one.ts imports server/src/people/one.ts; server/src/people/one.ts imports server/src/claims/one.ts',
      'rooms in a circle: utils/capture/take.ts imports utils/drafts/keep.ts; utils/drafts/keep.ts imports utils/capture/deep/other.ts',
    ]);
  });

  it('make a circle over three folders, and over a file that lies in no room', async () => {
    const breaches = await breachesOf({
      'utils/capture/a.ts': "import { b } from '../drafts/b.ts';\n",
      'utils/drafts/b.ts': "import { c } from '../c.ts';\n",
      'utils/c.ts': "import { a } from './capture/a.ts';\n",
    });
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain('utils/c.ts imports utils/capture/a.ts');
  });

  it('do not come from types, nor from imports within one room', async () => {
    const breaches = await breachesOf({
      'utils/capture/a.ts': "import { b } from '../drafts/b.ts';\nimport { d } from './inner/d.ts';\n",
      'utils/capture/inner/d.ts': "import { a } from '../a.ts';\n",
      'utils/drafts/b.ts':
        "import type { A } from '../capture/a.ts';\nexport type { D } from '../capture/inner/d.ts';\n",
    });
    expect(breaches).toEqual([]);
  });

  it('between components and utils are of types alone', async () => {
    const breaches = await breachesOf({
      'components/queue/Row.tsx':
        "import type { Row } from '../../utils/queue/rows.ts';\nimport { rows } from '../../utils/queue/rows.ts';\n",
      'utils/queue/rows.ts': "import type { RowProps } from '../../components/queue/Row.tsx';\n",
    });
    expect(breaches).toEqual([
      'components/queue/Row.tsx imports utils/queue/rows.ts: only types may be imported from there',
    ]);
  });
});
