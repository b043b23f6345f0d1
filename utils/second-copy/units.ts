import { sha256Hex } from '@marketsafe/evidence';
import type { CaptureJobRow, CaptureRow, MaskRow } from '../database/capture-rows.ts';
import type { DeviceRow } from '../database/device-rows.ts';
import type { DeletionRow, DraftRow } from '../database/draft-rows.ts';
import type { OutboxRow } from '../database/outbox-rows.ts';
import type { MarkRow, SweepItemRow, SweepRow } from '../database/sweep-rows.ts';

/** A draft with what changes together with it, so that no copy has one of them without the others. */
interface DraftUnit {
  draft: DraftRow;
  masks: MaskRow[];
  /** What it became, while that is not acknowledged. */
  entry?: OutboxRow | undefined;
  /** What follows the report, while that is not acknowledged. */
  following?: OutboxRow[] | undefined;
}

/** The rows that are kept a second time, by kind. A device's private key cannot be written into a file. */
export interface Units {
  device: Omit<DeviceRow, 'privateKey'>;
  draft: DraftUnit;
  capture: CaptureRow;
  job: CaptureJobRow;
  deletion: DeletionRow;
  sweep: { sweep: SweepRow; items: SweepItemRow[] };
  /** By the shelf that they stand on: one file each would be too many. */
  marks: { shelf: string; marks: MarkRow[] };
}
export type Kind = keyof Units;

/** Units by kind. */
export type AllUnits = { [K in Kind]: Units[K][] };

/** In the order in which they are put back: what refers to others comes after them. */
export const KINDS = [
  'capture',
  'draft',
  'job',
  'deletion',
  'sweep',
  'marks',
  'device',
] as const satisfies readonly Kind[];

/** No unit of any kind. */
export function noUnits(): AllUnits {
  return { capture: [], draft: [], job: [], deletion: [], sweep: [], marks: [], device: [] };
}

/** Name of the copy of one unit, with the version of the database that its rows are of. */
export function unitName(kind: Kind, id: string, version: number): string {
  return `${kind}.${id}.${version}.json`;
}

/** Name of the copy of stored bytes. */
export function fileName({ sha256, type }: { sha256: string; type: string }): string {
  return `file.${sha256}.${type.replace('/', '_')}`;
}

const UNIT = /^(capture|draft|job|deletion|sweep|marks|device)\.([\w-]+)\.(\d+)\.json$/;
const FILE = /^file\.([0-9a-f]{64})\.([\w.+-]+)$/;

/** What a name says; undefined for one that is none of ours. */
export function readName(
  name: string,
): { kind: Kind; id: string; version: number } | { kind: 'file'; sha256: string; type: string } | undefined {
  const [, kind, id, version] = UNIT.exec(name) ?? [];
  if (kind !== undefined && id !== undefined) return { kind: kind as Kind, id, version: Number(version) };
  const [, sha256, type] = FILE.exec(name) ?? [];
  if (sha256 === undefined || type === undefined) return undefined;
  return { kind: 'file', sha256, type: type.replace('_', '/') };
}

/** The text of a copy: its own hash, then the rows. */
export async function unitText<K extends Kind>(unit: Units[K]): Promise<string> {
  const json = JSON.stringify(unit);
  return `${await sha256Hex(json)}\n${json}`;
}

/** Reads a copy; undefined where it is not whole. Shape and meaning are those of the rows that were written. */
export async function readUnit<K extends Kind>(_: K, text: string): Promise<Units[K] | undefined> {
  const at = text.indexOf('\n');
  const json = text.slice(at + 1);
  if (at < 0 || (await sha256Hex(json)) !== text.slice(0, at)) return undefined;
  return JSON.parse(json) as Units[K];
}
