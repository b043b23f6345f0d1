import type {
  CaptureManifest,
  MaskedCopy,
  PackageFindingCode,
  PackageFindingParams,
  Signatory,
} from '@marketsafe/contract';
import type { z } from 'zod';
import { textOf } from '../bytes.ts';
import { canonicalJson } from '../canonical-json.ts';
import * as layout from '../package/layout.ts';
import { keyIdOf, publicKeyOfPem, verifySignature } from '../signature.ts';
import { type OpenedPackage, readBytes, readText } from './open-package.ts';
import type { Check, CheckId, CheckState, VerifyOptions } from './types.ts';

/** A key of the program's as the package has it. */
export interface PackedKey {
  name: string;
  publicKey: string;
  keyId: string;
}

/** A capture of the package whose record could be read. */
export interface ReadCapture {
  manifest: CaptureManifest;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  masked: MaskedCopy[];
  /** The device's public key; null where the package has none that can be read. */
  deviceKey: string | null;
}

/** The parameters have to be given where the finding has some. */
export type FindingRest<Code extends PackageFindingCode> =
  Record<never, never> extends PackageFindingParams<Code> ? [] : [params: PackageFindingParams<Code>];

/** Keeps what a check found. */
type Report = <Code extends PackageFindingCode>(
  id: CheckId,
  subject: string,
  state: CheckState,
  code: Code,
  ...params: FindingRest<Code>
) => void;

/** Everything a check may look at, and where it reports. */
export interface Context {
  opened: OpenedPackage;
  /** SHA-256 of every file, by name. */
  hashes: ReadonlyMap<string, string>;
  options: VerifyOptions;
  packedKeys: readonly PackedKey[];
  report: Report;
}

/** Collects checks; one id and subject may have several findings. */
export function collector(): { checks: Check[]; report: Context['report'] } {
  const checks: Check[] = [];
  return {
    checks,
    report: (id, subject, state, code, ...[params = {}]) => {
      checks.push({ id, subject, state, code, params } as Check);
    },
  };
}

/** Which of the known keys of the program made a signature. */
export async function signatoryOf(
  { options, packedKeys }: Context,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<Signatory> {
  for (const key of options.serverKeys ?? []) {
    if (await verifySignature(key, bytes, signature)) return 'program';
  }
  for (const { publicKey } of packedKeys) {
    if (await verifySignature(publicKey, bytes, signature)) return 'packed-key';
  }
  return 'nobody';
}

/**
 * What a signature of the program's is worth: with known keys only theirs count, without them the package's own hold by themselves.
 */
export function stateOf({ options }: Context, signatory: Signatory): CheckState {
  if (signatory === 'program') return 'passed';
  return signatory === 'packed-key' && options.serverKeys === undefined ? 'untrusted' : 'failed';
}

/** Whether the package has a file under this name, with these bytes. */
export function isHere(
  { hashes, opened }: Context,
  { name, file }: { name: string; file: { sha256: string; bytes: number } },
): boolean {
  return opened.files.get(name)?.size === file.bytes && hashes.get(name) === file.sha256;
}

/** Reads a text that has to be canonical JSON of a form; null where it is not. */
export async function readCanonical<Schema extends z.ZodType>(
  opened: OpenedPackage,
  name: string,
  schema: Schema,
): Promise<{ value: z.infer<Schema>; bytes: Uint8Array<ArrayBuffer> } | null> {
  const bytes = await readBytes(opened, name);
  const text = bytes && textOf(bytes);
  if (bytes === null || text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? { value: parsed.data, bytes } : null;
  } catch {
    return null;
  }
}

/** Public key in a PEM file of the package; null where there is none that can be read. */
export async function readPublicKey(opened: OpenedPackage, name: string): Promise<string | null> {
  const pem = await readText(opened, name, 4_000);
  return pem === null ? null : publicKeyOfPem(pem);
}

/** The program's keys that the package brings, and what is wrong with those that are none. */
export async function readPackedKeys(opened: OpenedPackage): Promise<{ keys: PackedKey[]; wrong: string[] }> {
  const keys: PackedKey[] = [];
  const wrong: string[] = [];
  for (const name of opened.files.keys()) {
    if (!name.startsWith('receipts/server-')) continue;
    const publicKey = await readPublicKey(opened, name);
    const keyId = publicKey && (await keyIdOf(publicKey));
    if (publicKey && keyId && layout.serverKey(keyId) === name) keys.push({ name, publicKey, keyId });
    else wrong.push(name);
  }
  return { keys, wrong };
}
