import {
  ArchiveProblem,
  LEAVING_LIMITS,
  type OpenedZip,
  openZip,
  PACKAGE_LIMITS,
  type ZipLimits,
} from '../archive/open-zip.ts';
import { type ByteSource, piecesOf, textOf } from '../bytes.ts';
import * as layout from '../package/layout.ts';
import type { AnyPackageKind } from '../package/types.ts';

/** A package whose archive and names are in order; nothing of its content has been checked. */
export interface OpenedPackage {
  kind: AnyPackageKind;
  root: string;
  /** Files by their name below the root folder. */
  files: ReadonlyMap<string, ByteSource>;
  /** Those whose names no package has. */
  strangers: readonly string[];
}

/** Largest text that is read as a whole, in bytes. */
const TEXT_LIMIT = 16 * 1024 * 1024;

/** A file's bytes as a whole; null where there is none or it is longer than `limit`. */
export async function readBytes(
  { files }: Pick<OpenedPackage, 'files'>,
  name: string,
  limit = TEXT_LIMIT,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const source = files.get(name);
  if (!source || source.size > limit) return null;
  const whole = new Uint8Array(source.size);
  let at = 0;
  for await (const piece of piecesOf(source.stream())) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A file's text; null where there is none, it is too long, or no UTF-8. */
export async function readText(
  opened: Pick<OpenedPackage, 'files'>,
  name: string,
  limit = TEXT_LIMIT,
): Promise<string | null> {
  const bytes = await readBytes(opened, name, limit);
  return bytes && textOf(bytes);
}

function belowRoot(entries: OpenedZip): { root: string; files: Map<string, ByteSource> } {
  const [first = ''] = entries.keys();
  const root = first.slice(0, first.indexOf('/'));
  if (!layout.ROOT_NAME.test(root)) {
    throw new ArchiveProblem('no-package');
  }
  const files = new Map<string, ByteSource>();
  for (const [name, source] of entries) {
    if (!name.startsWith(`${root}/`)) throw new ArchiveProblem('outside-folder', name);
    files.set(name.slice(root.length + 1), source);
  }
  return { root, files };
}

/** Where the first entry's name begins in an archive (APPNOTE 4.3.7). */
const NAME_AT = 30;

/** What somebody takes along of years is as large as it is; its first entry's name says that it is such a package. */
async function limitsFor(blob: Blob): Promise<ZipLimits> {
  const name = textOf(new Uint8Array(await blob.slice(NAME_AT, NAME_AT + LEAVING.length).arrayBuffer()));
  return name === LEAVING ? LEAVING_LIMITS : PACKAGE_LIMITS;
}

const LEAVING = 'marketsafe-leaving-';

/**
 * Opens a package within hard limits.
 * @throws ArchiveProblem for what is no package or could be read in two ways
 */
export async function openPackage(blob: Blob, limits?: ZipLimits): Promise<OpenedPackage> {
  const { root, files } = belowRoot(await openZip(blob, limits ?? (await limitsFor(blob))));
  const kind = (layout.ROOT_NAME.exec(root)?.[1] ?? 'disclosure') as AnyPackageKind;
  const strangers = [...files.keys()].filter((name) => !layout.NAMES[kind].test(name));
  return { kind, root, files, strangers };
}
