import { toBase64 } from '../bytes.ts';
import * as layout from '../package/layout.ts';
import { verifySignature } from '../signature.ts';
import { checkTimeStamp } from './check-time-stamp.ts';
import { type Context, readPublicKey } from './context.ts';
import { readBytes, readText } from './open-package.ts';
import type { CheckState } from './types.ts';

const LINE = /^([0-9a-f]{64}) {2}([a-zA-Z0-9._/-]{1,300})$/;

/** Lines of a manifest; null where one is not what `sha256sum` reads, or a name is there twice. */
function parseManifest(text: string): Map<string, string> | null {
  const listed = new Map<string, string>();
  if (!text.endsWith('\n')) return null;
  for (const line of text.slice(0, -1).split('\n')) {
    const [, sha256, name] = LINE.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || listed.has(name)) return null;
    listed.set(name, sha256);
  }
  return listed;
}

/** Compares a list of files with the files. */
async function checkList(
  context: Context,
  id: 'payload' | 'tag-files',
  manifest: string,
  belongs: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const { hashes, opened, report } = context;
  const text = await readText(opened, manifest);
  const listed = text === null ? null : parseManifest(text);
  if (!listed) {
    report(id, manifest, 'failed', 'list-unreadable', { list: manifest });
    return new Map();
  }
  let wrong = 0;
  const fail = (name: string, code: 'list-names-too-much' | 'listed-missing' | 'listed-changed') => {
    wrong += 1;
    report(id, name, 'failed', code, { list: manifest, name });
  };
  for (const [name, sha256] of listed) {
    const found = hashes.get(name);
    if (!belongs(name)) fail(name, 'list-names-too-much');
    else if (found === undefined) fail(name, 'listed-missing');
    else if (found !== sha256) fail(name, 'listed-changed');
  }
  if (wrong === 0) {
    report(id, manifest, 'passed', 'listed-fine', { list: manifest, count: listed.size });
  }
  return listed;
}

function isPayload(name: string): boolean {
  return name.startsWith('data/');
}

/** Files that no list can name: the list of lists itself, and a signature and a time-stamp over it. */
const OUTSIDE_LISTS: ReadonlySet<string> = new Set([
  layout.TAG_MANIFEST,
  layout.TAG_SIGNATURE,
  layout.PACKAGE_TIME_STAMP,
  layout.PACKAGE_TIME_STAMP_CHAIN,
]);

function isTag(name: string): boolean {
  return !isPayload(name) && !OUTSIDE_LISTS.has(name);
}

function checkUnlisted({ opened, report }: Context, listed: ReadonlySet<string>): void {
  const unlisted = [...opened.files.keys()].filter((name) => !listed.has(name) && !OUTSIDE_LISTS.has(name));
  for (const name of unlisted) report('unlisted', name, 'failed', 'unlisted', { name });
  if (unlisted.length === 0) report('unlisted', 'package', 'passed', 'none-unlisted');
}

/** Labels of `bag-info.txt`, those that are there once. */
function labelsOf(text: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, label, value] = /^([A-Za-z-]{1,60}): (.{0,1000})$/.exec(line) ?? [];
    if (label !== undefined && value !== undefined && !labels.has(label)) labels.set(label, value);
  }
  return labels;
}

type PlainBagCode = 'bag-version' | 'bag-size' | 'bag-kind' | 'bag-instructions';

async function checkForm({ opened, report }: Context): Promise<void> {
  const wrong: PlainBagCode[] = [];
  if ((await readText(opened, layout.BAGIT, 1_000)) !== layout.BAGIT_TEXT) wrong.push('bag-version');
  const labels = labelsOf((await readText(opened, layout.BAG_INFO, 100_000)) ?? '');
  const payload = [...opened.files].filter(([name]) => isPayload(name));
  const oxum = `${payload.reduce((sum, [, { size }]) => sum + size, 0)}.${payload.length}`;
  if (labels.get('Payload-Oxum') !== oxum) wrong.push('bag-size');
  if (labels.get(layout.KIND_LABEL) !== opened.kind) wrong.push('bag-kind');
  if (!opened.files.has(layout.VERIFY)) wrong.push('bag-instructions');
  for (const code of wrong) report('bag', layout.BAG_INFO, 'failed', code);
  if (wrong.length === 0) report('bag', 'package', 'passed', 'bag-fine');
}

/** Whether a list of files is what the packer signed. */
async function isSigned({ opened }: Context, key: string, list: string, signature: string): Promise<boolean> {
  const text = await readBytes(opened, list);
  const bytes = await readBytes(opened, signature, 200);
  return text !== null && bytes !== null && verifySignature(key, text, toBase64(bytes));
}

type SignatureCode =
  | 'packer-key-missing'
  | 'list-not-signed'
  | 'tag-list-not-signed'
  | 'signed-by-program'
  | 'signed-by-device'
  | 'signed-by-stranger'
  | 'signed-by-packed-key'
  | 'signed-by-unknown';

/** @param deviceKeys public keys of the devices whose captures are in the package */
async function checkSignature(context: Context, deviceKeys: ReadonlySet<string>): Promise<void> {
  const { opened, options, packedKeys, report } = context;
  const say = (state: CheckState, code: SignatureCode) =>
    report('package-signature', layout.MANIFEST, state, code);
  const key = await readPublicKey(opened, layout.PACKAGE_KEY);
  if (!key) {
    say('failed', 'packer-key-missing');
  } else if (!(await isSigned(context, key, layout.MANIFEST, layout.PACKAGE_SIGNATURE))) {
    say('failed', 'list-not-signed');
  } else if (!(await isSigned(context, key, layout.TAG_MANIFEST, layout.TAG_SIGNATURE))) {
    say('failed', 'tag-list-not-signed');
  } else if (options.serverKeys?.includes(key)) {
    say('passed', 'signed-by-program');
  } else if (deviceKeys.has(key)) {
    say('passed', 'signed-by-device');
  } else if (options.serverKeys !== undefined) {
    say('failed', 'signed-by-stranger');
  } else {
    const known = packedKeys.some(({ publicKey }) => publicKey === key);
    say('untrusted', known ? 'signed-by-packed-key' : 'signed-by-unknown');
  }
}

async function checkPackageTimeStamp(context: Context): Promise<void> {
  const { hashes, opened, report } = context;
  const sha256 = hashes.get(layout.TAG_MANIFEST);
  if (!opened.files.has(layout.PACKAGE_TIME_STAMP)) {
    const chain = opened.files.has(layout.PACKAGE_TIME_STAMP_CHAIN);
    report(
      'package-time-stamp',
      layout.TAG_MANIFEST,
      chain ? 'failed' : 'absent',
      chain ? 'chain-without-stamp' : 'package-not-stamped',
    );
  } else if (sha256 !== undefined) {
    await checkTimeStamp(context, {
      id: 'package-time-stamp',
      subject: layout.TAG_MANIFEST,
      file: layout.TAG_MANIFEST,
      sha256,
      token: layout.PACKAGE_TIME_STAMP,
      chain: layout.PACKAGE_TIME_STAMP_CHAIN,
    });
  }
}

/** The package as such: its form, its lists of files, who signed them, and when it existed. */
export async function checkBag(context: Context, deviceKeys: ReadonlySet<string>): Promise<void> {
  const { opened, report } = context;
  for (const name of opened.strangers) report('layout', name, 'failed', 'strange-name', { name });
  if (opened.strangers.length === 0) report('layout', 'package', 'passed', 'names-fine');
  await checkForm(context);
  const payload = await checkList(context, 'payload', layout.MANIFEST, isPayload);
  const tags = await checkList(context, 'tag-files', layout.TAG_MANIFEST, isTag);
  checkUnlisted(context, new Set([...payload.keys(), ...tags.keys()]));
  await checkSignature(context, deviceKeys);
  await checkPackageTimeStamp(context);
}
