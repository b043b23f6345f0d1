import { disclosedRaid } from '@marketsafe/contract';
import * as layout from '../package/layout.ts';
import { type Context, isHere, readCanonical } from './context.ts';

/** A raid's package holds the papers that its list names, and nothing beside them; and its request is one that its links bear. */
export async function checkRaid(context: Context): Promise<void> {
  const { opened, report } = context;
  const read = await readCanonical(opened, layout.RAID, disclosedRaid);
  if (!read) {
    report('raid', layout.RAID, 'failed', 'raid-unreadable');
    return;
  }
  const { files, inventory, links, instrument, request } = read.value;
  let wrong = 0;
  const fail = (code: 'raid-file' | 'raid-unnamed', name: string) => {
    wrong += 1;
    report('raid', name, 'failed', code, { name });
  };
  const named = new Set<string>([layout.RAID, layout.RAID_INDEX]);
  for (const file of files) {
    const name = layout.raidFile(file.name);
    if (named.has(name) || !isHere(context, { name, file })) fail('raid-file', name);
    named.add(name);
  }
  if (!opened.files.has(layout.RAID_INDEX)) fail('raid-file', layout.RAID_INDEX);
  const referred = [
    ...(inventory ?? []).flatMap(({ photos }) => photos),
    ...links.flatMap(({ proof }) => proof ?? []),
    ...files.flatMap(({ translation }) => translation?.of ?? []),
  ];
  for (const name of new Set(referred.map(layout.raidFile))) {
    if (!named.has(name)) fail('raid-file', name);
  }
  for (const name of opened.files.keys()) {
    if (name.startsWith('data/') && !named.has(name)) fail('raid-unnamed', name);
  }
  const bears = links.some(({ grade }) => grade === 'A') && instrument.finality === 'final';
  if (links.length === 0 || (request === 'closure' && !bears)) {
    wrong += 1;
    report('raid', layout.RAID, 'failed', 'raid-request');
  }
  if (wrong === 0)
    report('raid', layout.RAID, 'passed', 'raid-fine', { count: files.length, links: links.length });
}
