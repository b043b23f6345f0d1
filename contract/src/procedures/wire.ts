import { z } from 'zod';
import { utcTime } from '../identifiers.ts';
import { bookVersion } from './brief.ts';
import { PART_NAMES } from './parts.ts';
import { itemName, procedureRecord, SCOPE_IDS } from './record.ts';
import { sourced } from './sourced.ts';

/** Length, in UTF-16 code units, up to which somebody's reason for a change is accepted. */
export const CHANGE_REASON_LIMIT = 500;

/** `GET /v1/procedures`: every value that holds now, by the scope that it stands under. */
export const procedureBookAnswer = z.strictObject({
  version: bookVersion,
  book: z.partialRecord(z.enum(SCOPE_IDS), procedureRecord),
});
export type ProcedureBookAnswer = z.infer<typeof procedureBookAnswer>;

/** A value whose form its path says: it is parsed with `leafSchema`. */
const anyLeaf = sourced<unknown>(z.unknown());

const path = {
  scope: z.enum(SCOPE_IDS),
  part: z.enum(PART_NAMES),
  item: itemName,
  field: z.string().min(1).max(40),
};

const why = z
  .string()
  .trim()
  .min(3)
  .max(CHANGE_REASON_LIMIT)
  .regex(/^\P{Cc}*$/u);

/**
 * `POST /v1/procedures/changes`, by the program's staff: from now on this value holds, or, without one, the release's own. `seen`: number of
 * the change of this value that its writer saw last, 0 where it was never changed; where there is a later one, nothing happens.
 */
export const procedureChange = z.strictObject({
  ...path,
  leaf: anyLeaf.nullable(),
  why,
  seen: z.int().min(0),
});
export type ProcedureChange = z.infer<typeof procedureChange>;

/** `POST /v1/procedures/changes/{sequence}/undo`: what was before this change holds again, as a change of its own. */
export const procedureUndo = z.strictObject({ why, seen: z.int().min(0) });
export type ProcedureUndo = z.infer<typeof procedureUndo>;

/** One change as it was made. */
export const procedureChangeRow = z.strictObject({
  sequence: z.int().min(1),
  ...path,
  /** Null: the release's own value holds. */
  leaf: anyLeaf.nullable(),
  /** What held before; null where there was nothing. */
  before: anyLeaf.nullable(),
  why: z.string(),
  at: utcTime,
  by: z.string(),
  /** Number of the change that it undoes. */
  undoes: z.int().min(1).nullable(),
});
export type ProcedureChangeRow = z.infer<typeof procedureChangeRow>;

/** A value of the program's over which a newer release says something else than the release did when it was set. */
export const releaseBeside = z.strictObject({
  ...path,
  /** What this release says; null where it says nothing any more. */
  released: anyLeaf.nullable(),
  /** What the release said when the program's value was set. */
  releasedThen: anyLeaf.nullable(),
});
export type ReleaseBeside = z.infer<typeof releaseBeside>;

/** `GET /v1/procedures/changes`: what the program changed, the newest first, and where a newer release says something else. */
export const procedureHistory = z.strictObject({
  changes: z.array(procedureChangeRow),
  beside: z.array(releaseBeside),
});
export type ProcedureHistory = z.infer<typeof procedureHistory>;
