import {
  type FieldOf,
  isUnverified,
  PART_NAMES,
  type PartName,
  type Procedure,
  type ProcedureBook,
  partByName,
  type ScopeId,
  valuesOf,
} from '@marketsafe/contract/procedures';
import {
  bilingualText,
  ownWordsText,
  procedureFieldName,
  procedurePartName,
  procedureValueLines,
} from '@marketsafe/words';
import { kindAt } from '../../components/procedures/kind-at.ts';
import type { ValueToChange } from '../../components/procedures/value-cell.tsx';

/** One item of a part: its values in the order of the part's fields. */
export interface ShownItem {
  item: string;
  values: readonly ValueToChange[];
}

/** One part with what is known of it. */
export interface ShownPart {
  part: PartName;
  items: readonly ShownItem[];
}

/** The fields of a part, in their order. */
export function fieldsOf(part: PartName): string[] {
  return Object.keys(partByName(part).fields);
}

/** Parts as they are shown, without those of which nothing was ever said. */
function shown(values: readonly ValueToChange[]): ShownPart[] {
  return PART_NAMES.map((part) => {
    const items = Map.groupBy(
      values.filter((value) => value.part === part),
      ({ item }) => item,
    );
    return { part, items: [...items].map(([item, own]) => ({ item, values: own })) };
  }).filter(({ items }) => items.length > 0);
}

/** A procedure part by part. */
export function shownParts({ parts }: Procedure): ShownPart[] {
  // Each value has its scope: `procedureFor` put it there.
  return shown(valuesOf(parts) as ValueToChange[]);
}

/** What stands under one scope, part by part. */
export function partsOfScope(book: ProcedureBook, scope: ScopeId): ShownPart[] {
  return shown(
    valuesOf(book[scope] ?? {}).map((value) => ({ ...value, leaf: { ...value.leaf, from: scope } })),
  );
}

/** Everything of a value that somebody may search for, in both languages and in small letters. */
function searchedText({ part, field, leaf }: ValueToChange): string {
  const said =
    leaf.value === null
      ? []
      : (['en', 'zh-CN'] as const).flatMap((language) =>
          procedureValueLines(field, kindAt({ part, field }), leaf.value, language),
        );
  const names = (['en', 'zh-CN'] as const).flatMap((language) => [
    procedureFieldName(field, language),
    procedurePartName(part, language),
  ]);
  return [...said, ...names, leaf.note?.en, leaf.note?.zh, leaf.source?.title].join(' ').toLowerCase();
}

/** Whether every word that was typed stands somewhere in a value. */
function hasWords(value: ValueToChange, words: readonly string[]): boolean {
  const text = searchedText(value);
  return words.every((word) => text.includes(word));
}

/** The parts with those items of which a value holds every word of the text; with an empty text all. */
export function foundParts(parts: readonly ShownPart[], text: string): ShownPart[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...parts];
  return parts
    .map(({ part, items }) => ({
      part,
      items: items.filter(({ values }) => values.some((value) => hasWords(value, words))),
    }))
    .filter(({ items }) => items.length > 0);
}

/** What an item is called: by its own name, words or event, otherwise as the part is. */
export function itemTitle({ part, item, values }: { part: PartName } & ShownItem): string {
  const text = (field: FieldOf<'clocks'> | FieldOf<'channels'> | FieldOf<'penalties'>) =>
    values.find((value) => value.field === field)?.leaf.value as
      | { en: string; zh: string }
      | null
      | undefined;
  const named = text('event') ?? text('name') ?? text('class');
  if (named) return bilingualText(named);
  const wording = values.find(({ field }) => field === 'wording')?.leaf.value;
  if (wording) return ownWordsText(wording as { en: string | null; zh: string | null });
  return item === 'it' ? procedurePartName(part) : item;
}

/** How many values there are, and how many of them are unverified or not known. */
export function countsOf(procedure: Procedure): { values: number; unverified: number; notKnown: number } {
  const leaves = shownParts(procedure).flatMap(({ items }) =>
    items.flatMap(({ values }) => values.map(({ leaf }) => leaf)),
  );
  const known = leaves.filter(({ value }) => value !== null);
  return {
    values: known.length,
    unverified: known.filter(isUnverified).length,
    notKnown: leaves.length - known.length,
  };
}
