import {
  type AddedFile,
  type AddedFileType,
  askedFields,
  type DraftFields,
  fieldByName,
  fieldOf,
  type ShownName,
} from '@marketsafe/contract';
import type { ProcedureBrief } from '@marketsafe/contract/procedures/brief';

/** A value of the procedure that stands against a draft's files, as it is told: unverified ones are shown as such, and none blocks. */
type Told<Value> = { value: Value; isUnverified: boolean; from: string | null };

/** What of a draft's added files does not agree with what the marketplace takes. */
export type FileDoubt =
  /** `told`: megabytes that a file may have. */
  | { code: 'large'; file: Pick<AddedFile, 'name' | 'bytes'>; told: Told<number> }
  /** `told`: endings of names of the kinds that are taken. */
  | { code: 'kind'; file: Pick<AddedFile, 'name'>; told: Told<string[]> }
  | { code: 'many'; count: number; told: Told<number> }
  /** `told`: the documents that are asked for with the reason; `fields` in which none stands yet. */
  | {
      code: 'documents';
      fields: readonly ShownName[];
      told: NonNullable<ProcedureBrief['reasons'][number]['documents']>;
    };

/** A megabyte as forms of marketplaces count it, as far as that is known: the smaller of the two that are in use. */
const MEGABYTE = 1_000_000;

/** Endings of file names by which a kind of file is named. */
const ENDINGS: Readonly<Record<AddedFileType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

/**
 * Compares the files that a person added with what the marketplace takes: kind, size and number, and the documents of the chosen reason. Only
 * files that may go to the marketplace are looked at: those of fields that the reason asks for.
 */
export function fileDoubts(brief: ProcedureBrief, draft: DraftFields): FileDoubt[] {
  const { megabytes, files: most, fileTypes } = brief;
  const fields = filesFields(draft);
  const files = fields.flatMap(({ files: added }) => added);
  const documents = brief.reasons.find(({ code }) => code === draft.reason)?.documents ?? null;
  const empty = fields.flatMap(({ name, files: added }) => (added.length === 0 ? [name] : []));
  return [
    ...(documents && empty.length > 0
      ? [{ code: 'documents', fields: empty, told: documents } as const]
      : []),
    ...(most && files.length > most.value
      ? [{ code: 'many', count: files.length, told: most } as const]
      : []),
    ...files.flatMap((file): FileDoubt[] => [
      ...(megabytes && file.bytes > megabytes.value * MEGABYTE
        ? [{ code: 'large', file, told: megabytes } as const]
        : []),
      ...(fileTypes && !ENDINGS[file.type].some((ending) => fileTypes.value.includes(ending))
        ? [{ code: 'kind', file, told: fileTypes } as const]
        : []),
    ]),
  ];
}

/** The fields for files that the draft's reason asks for, with what stands in them. */
function filesFields(draft: DraftFields): { name: ShownName; files: readonly AddedFile[] }[] {
  return askedFields(draft.reason).flatMap(({ name }) => {
    const { editor, class: klass } = fieldByName(name);
    if (editor !== 'files' || klass === 'C') return [];
    return [{ name, files: fieldOf(draft, name) as readonly AddedFile[] }];
  });
}
