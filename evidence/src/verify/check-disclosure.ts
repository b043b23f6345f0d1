import { claimSubmission } from '@marketsafe/contract';
import { canonicalJson } from '../canonical-json.ts';
import { disclosureStatement } from '../package/disclosure.ts';
import * as layout from '../package/layout.ts';
import { releasable } from '../release.ts';
import { type Context, readCanonical } from './context.ts';
import { readText } from './open-package.ts';

async function isReleasable(context: Context, name: string): Promise<boolean> {
  const text = await readText(context.opened, name);
  if (text === null) return false;
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(releasable(claimSubmission.omit({ evidence: true }), value) ?? {}) === text;
  } catch {
    return false;
  }
}

/** A disclosure holds the pictures that its statement names, and nothing that may not go out. */
export async function checkDisclosure(context: Context): Promise<void> {
  const { hashes, opened, report } = context;
  const fail = (code: 'statement-picture' | 'statement-unnamed' | 'claim-says-too-much', name: string) =>
    report('disclosure', layout.DISCLOSURE, 'failed', code, { name });
  const statement = await readCanonical(opened, layout.DISCLOSURE, disclosureStatement);
  if (!statement) {
    report('disclosure', layout.DISCLOSURE, 'failed', 'statement-unreadable');
    return;
  }
  const claims = [...opened.files.keys()].filter(layout.isClaim);
  const expected = new Set<string>([layout.DISCLOSURE, ...claims]);
  let wrong = 0;
  for (const { folder, pictures } of statement.value.captures) {
    for (const { bytes, name, sha256 } of pictures) {
      const path = `data/${folder}/${name}`;
      const same = opened.files.get(path)?.size === bytes && hashes.get(path) === sha256;
      if (expected.has(path) || !same) {
        wrong += 1;
        fail('statement-picture', path);
      }
      expected.add(path);
    }
  }
  for (const name of opened.files.keys()) {
    if (!name.startsWith('data/') || expected.has(name)) continue;
    wrong += 1;
    fail('statement-unnamed', name);
  }
  for (const name of claims) {
    if (await isReleasable(context, name)) continue;
    wrong += 1;
    fail('claim-says-too-much', name);
  }
  if (wrong > 0) return;
  const count = statement.value.captures.reduce((sum, { pictures }) => sum + pictures.length, 0);
  report('disclosure', layout.DISCLOSURE, 'passed', 'statement-fine', { count });
}
