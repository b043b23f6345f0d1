import { canonicalJson } from '../canonical-json.ts';
import { claimFiles, disclosedClaim } from '../package/claims.ts';
import { disclosureStatement } from '../package/disclosure.ts';
import * as layout from '../package/layout.ts';
import { type Context, isHere, readCanonical } from './context.ts';
import { readText } from './open-package.ts';

/** Files that belong to a claim which says no more than may go out; null where it says more. */
async function filesOf(context: Context, name: string): Promise<ReturnType<typeof claimFiles> | null> {
  const text = await readText(context.opened, name);
  if (text === null) return null;
  try {
    // Held against what may go out before anything is read off it.
    const claim = JSON.parse(text) as Parameters<typeof disclosedClaim>[0];
    return canonicalJson(disclosedClaim(claim)) === text
      ? claimFiles(claim, layout.claimIndexOf(name))
      : null;
  } catch {
    return null;
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
  for (const name of claims) {
    const files = await filesOf(context, name);
    if (files === null) {
      wrong += 1;
      fail('claim-says-too-much', name);
    }
    for (const one of files ?? []) {
      expected.add(one.name);
      if (isHere(context, one)) continue;
      wrong += 1;
      report('disclosure', layout.DISCLOSURE, 'failed', 'claim-file', { name, file: one.name });
    }
  }
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
  if (wrong > 0) return;
  const count = statement.value.captures.reduce((sum, { pictures }) => sum + pictures.length, 0);
  report('disclosure', layout.DISCLOSURE, 'passed', 'statement-fine', { count });
}
