import { toBase64 } from '../bytes.ts';
import * as layout from '../package/layout.ts';
import { verifySignature } from '../signature.ts';
import { checkTimeStamp } from './check-time-stamp.ts';
import { type Context, readPublicKey } from './context.ts';
import { readBytes, readText } from './open-package.ts';

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
    report(
      id,
      manifest,
      'failed',
      `The list of files ${manifest} is missing or has another form than it must have.`,
    );
    return new Map();
  }
  let wrong = 0;
  const fail = (name: string, sentence: string) => {
    wrong += 1;
    report(id, name, 'failed', sentence);
  };
  for (const [name, sha256] of listed) {
    const found = hashes.get(name);
    if (!belongs(name)) fail(name, `${manifest} names ${name}, which it must not name.`);
    else if (found === undefined) fail(name, `${name} is named in ${manifest} but is not in the package.`);
    else if (found !== sha256) fail(name, `${name} was changed: its SHA-256 is not the one in ${manifest}.`);
  }
  if (wrong === 0) {
    report(id, manifest, 'passed', `Every file that ${manifest} names is there, unchanged (${listed.size}).`);
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
  for (const name of unlisted)
    report('unlisted', name, 'failed', `${name} is in the package but in no list of its files.`);
  if (unlisted.length === 0)
    report('unlisted', 'package', 'passed', 'The package holds no file that is not in a list.');
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

async function checkForm({ opened, report }: Context): Promise<void> {
  const wrong: string[] = [];
  if ((await readText(opened, layout.BAGIT, 1_000)) !== layout.BAGIT_TEXT)
    wrong.push('bagit.txt is not that of a BagIt 1.0 package');
  const labels = labelsOf((await readText(opened, layout.BAG_INFO, 100_000)) ?? '');
  const payload = [...opened.files].filter(([name]) => isPayload(name));
  const oxum = `${payload.reduce((sum, [, { size }]) => sum + size, 0)}.${payload.length}`;
  if (labels.get('Payload-Oxum') !== oxum)
    wrong.push('bag-info.txt gives another number of files or bytes than there are');
  if (labels.get(layout.KIND_LABEL) !== opened.kind) wrong.push('bag-info.txt names another kind of package');
  if (!opened.files.has(layout.VERIFY)) wrong.push('VERIFY.txt is missing');
  for (const what of wrong)
    report('bag', layout.BAG_INFO, 'failed', `The package’s own description is wrong: ${what}.`);
  if (wrong.length === 0)
    report('bag', 'package', 'passed', 'The package has the form of BagIt 1.0 and the size it says.');
}

/** Whether a list of files is what the packer signed. */
async function isSigned({ opened }: Context, key: string, list: string, signature: string): Promise<boolean> {
  const text = await readBytes(opened, list);
  const bytes = await readBytes(opened, signature, 200);
  return text !== null && bytes !== null && verifySignature(key, text, toBase64(bytes));
}

/** @param deviceKeys public keys of the devices whose captures are in the package */
async function checkSignature(context: Context, deviceKeys: ReadonlySet<string>): Promise<void> {
  const { opened, options, packedKeys, report } = context;
  const say = (state: Parameters<Context['report']>[2], sentence: string) =>
    report('package-signature', layout.MANIFEST, state, sentence);
  const key = await readPublicKey(opened, layout.PACKAGE_KEY);
  if (!key) {
    say('failed', 'The packer’s key is missing or cannot be read.');
  } else if (!(await isSigned(context, key, layout.MANIFEST, layout.PACKAGE_SIGNATURE))) {
    say('failed', 'The list of files is not what the packer signed, or the signature is missing.');
  } else if (!(await isSigned(context, key, layout.TAG_MANIFEST, layout.TAG_SIGNATURE))) {
    say(
      'failed',
      'The list of the package’s own files is not what the packer signed, or the signature is missing.',
    );
  } else if (options.serverKeys?.includes(key)) {
    say('passed', 'The program signed the lists of files.');
  } else if (deviceKeys.has(key)) {
    say('passed', 'The device that made captures in this package signed the lists of files.');
  } else if (options.serverKeys !== undefined) {
    say(
      'failed',
      'Somebody signed the lists of files who is neither the program nor a device of this package.',
    );
  } else {
    const known = packedKeys.some(({ publicKey }) => publicKey === key);
    say(
      'untrusted',
      known
        ? 'The lists of files are signed with the key that the package gives as the program’s; check that key with the program.'
        : 'The lists of files are signed, by a key that nothing in the package vouches for; ask the packer for it.',
    );
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
      chain
        ? 'There are certificates of a time-stamp over the package, and no time-stamp.'
        : 'No authority stamped the package as a whole.',
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
  for (const name of opened.strangers)
    report('layout', name, 'failed', `${name} is no name that a package has.`);
  if (opened.strangers.length === 0)
    report('layout', 'package', 'passed', 'Every file has a name and a place that a package has.');
  await checkForm(context);
  const payload = await checkList(context, 'payload', layout.MANIFEST, isPayload);
  const tags = await checkList(context, 'tag-files', layout.TAG_MANIFEST, isTag);
  checkUnlisted(context, new Set([...payload.keys(), ...tags.keys()]));
  await checkSignature(context, deviceKeys);
  await checkPackageTimeStamp(context);
}
