import {
  type FieldOf,
  isUnverified,
  PART_NAMES,
  type PartName,
  type Placed,
  type Procedure,
  partByName,
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

/** A procedure part by part, without parts of which nothing was ever said. */
export function shownParts({ parts }: Procedure): ShownPart[] {
  return PART_NAMES.map((part) => ({
    part,
    items: Object.entries(parts[part]).map(([item, held]) => ({
      item,
      values: fieldsOf(part).flatMap((field) => {
        const leaf = (held as Readonly<Record<string, Placed<unknown> | undefined>>)[field];
        return leaf === undefined ? [] : [{ part, item, field, leaf }];
      }),
    })),
  })).filter(({ items }) => items.length > 0);
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
