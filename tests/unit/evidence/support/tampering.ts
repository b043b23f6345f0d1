import {
  type CheckId,
  canonicalJson,
  fromBase64,
  type PackagedCapture,
  type VerifyOptions,
  verifyPackage,
} from '@marketsafe/evidence';
import {
  type OpensslAuthority,
  startOpensslAuthority,
} from '../../../../scripts/support/openssl-authority.ts';
import {
  claimOver,
  type Key,
  makeCaptures,
  makeKey,
  makeParties,
  type Parties,
  pack,
  requestFor,
  stamp,
} from './program.ts';
import type { Unpacked } from './tamper.ts';

/** Who is there: a program with its authority, and a forger with a key and an authority of their own. */
export interface World {
  parties: Parties;
  authority: OpensslAuthority;
  rogue: OpensslAuthority;
  stranger: Key;
  captures: PackagedCapture[];
  /** A package of two captures with everything that a package can have. */
  whole: Blob;
  close(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const [authority, rogue] = await Promise.all([startOpensslAuthority(), startOpensslAuthority()]);
  const parties = await makeParties(authority);
  const captures = await makeCaptures(parties, 2);
  const stampTagManifest = (sha256: string) => stampBytes(authority, sha256);
  const request = requestFor(parties, captures, { claims: [await claimOver(captures)], stampTagManifest });
  return {
    parties,
    authority,
    rogue,
    stranger: await makeKey(),
    captures,
    whole: (await pack(request)).blob,
    async close() {
      await Promise.all([authority.close(), rogue.close()]);
    },
  };
}

/** What was done to a package, and what has to notice. */
export interface Tampering {
  what: string;
  /** Every check that has to fail, and no other: a check that a row names alone is what refuses it. */
  fails: CheckId[];
  tamper: (unpacked: Unpacked, world: World) => Promise<void> | void;
  /** Without the program's keys and the authority's root, which are given otherwise. */
  alone?: true;
}

export async function stampBytes(by: OpensslAuthority, sha256: string) {
  const { chain, token } = await stamp(by, sha256);
  return { chain, token: fromBase64(token) ?? new Uint8Array() };
}

/** Ids of the checks that failed, each once, in order. */
export async function failures(blob: Blob, options: VerifyOptions = {}): Promise<CheckId[]> {
  const { checks, ok } = await verifyPackage(blob, options);
  const failed = checks.filter(({ state }) => state === 'failed').map(({ id }) => id);
  if (ok !== (failed.length === 0)) throw new Error('the verdict is not what its checks say');
  return [...new Set(failed)].sort();
}

/** What somebody knows who asked the program and the authority for their keys. */
export function trusted({ authority, parties }: Pick<World, 'authority' | 'parties'>): VerifyOptions {
  return { serverKeys: [parties.server.publicKey], rootsPem: authority.rootPem };
}

/** A token over the whole package is left out by a forger who has none. */
export function dropPackageTimeStamp(unpacked: Unpacked): void {
  for (const name of [...unpacked.files.keys()]) {
    if (/^timestamps\/tagmanifest/.test(name)) unpacked.files.delete(name);
  }
}

/** Lists everything anew and signs as the packer: what is left then are the seals of device, program and authority. */
export async function relist(unpacked: Unpacked, packer: Key): Promise<void> {
  await unpacked.listPayload(packer);
  await unpacked.listTags(packer);
  dropPackageTimeStamp(unpacked);
}

export const CAPTURE = /^data\/[0-9a-f-]{36}\/capture\.json$/;
export const VIEWPORT = /viewport\.png$/;

export function changeRecord(unpacked: Unpacked, change: (record: Record<string, unknown>) => void): void {
  const name = unpacked.name(CAPTURE);
  const record = JSON.parse(unpacked.text(name));
  change(record);
  unpacked.write(name, canonicalJson(record));
}
