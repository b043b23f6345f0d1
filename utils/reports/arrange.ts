import type { LineRow } from '../database/line-rows.ts';
import type { GroupKey, SortKey, TableView } from '../database/view-rows.ts';

/** What lines name by an id, in words, and the order of the reader's language. */
export interface Names {
  sweep: (sweepId: string) => string | undefined;
  brand: (rightId: string) => string | undefined;
  marketplace: (marketplace: LineRow['marketplace']) => string;
  state: (line: LineRow) => string;
  compare: (one: string, other: string) => number;
}

/** Lines of one group; `key` is null for those that have nothing of the kind. */
interface Group {
  key: string | null;
  label: string | null;
  lines: LineRow[];
}

/** What of all lines a view shows, in its order. Without a grouping all stand in one group. */
export interface Arranged {
  groups: Group[];
  /** Of all groups together. */
  lines: LineRow[];
}

const folded = new WeakMap<LineRow, string>();

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** All of a line that a search looks into. */
function textOf(line: LineRow): string {
  const known = folded.get(line);
  if (known !== undefined) return known;
  const { title, seller, itemId, number } = line;
  const text = fold([title, seller?.name, seller?.id, itemId, number].filter(Boolean).join('\n'));
  folded.set(line, text);
  return text;
}

/** Whether a line has every word of a search. Chinese needs no spaces: what is written stands somewhere in it. */
function hasWords(line: LineRow, words: readonly string[]): boolean {
  return words.every((word) => textOf(line).includes(word));
}

function isOfStage(line: LineRow, stage: TableView['stage']): boolean {
  if (stage === 'all') return true;
  return stage === 'urgent' ? line.urgentAt !== undefined : line.stage === stage;
}

/** How many lines each part of the table has. */
export function countStages(lines: readonly LineRow[]): Record<TableView['stage'], number> {
  const counts = { all: lines.length, urgent: 0, draft: 0, 'on-way': 0, parked: 0, sent: 0 };
  for (const line of lines) {
    counts[line.stage] += 1;
    if (line.urgentAt !== undefined) counts.urgent += 1;
  }
  return counts;
}

/** What a seller is known by: the number where the page told it. */
function sellerOf({ seller, marketplace }: LineRow): { key: string; name: string } | undefined {
  const key = seller?.id ?? seller?.name ?? seller?.url;
  return key === undefined ? undefined : { key: `${marketplace}:${key}`, name: seller?.name ?? key };
}

/** What a column is sorted by; undefined where a line has nothing of the kind. */
type Sorted = number | string | { currency: string; min: number } | undefined;

const VALUES: Readonly<Record<SortKey, (line: LineRow, names: Names) => Sorted>> = {
  at: ({ at }) => at,
  title: ({ title }) => title,
  price: ({ price }) => price,
  seller: (line) => sellerOf(line)?.name,
  marketplace: ({ marketplace }, names) => names.marketplace(marketplace),
  state: (line, names) => names.state(line),
};

/** Amounts of one currency by their size: nobody here knows what a currency is worth in another. */
function compareValues(one: Sorted, other: Sorted, names: Names): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return names.compare(one, other);
  if (typeof one !== 'object' || typeof other !== 'object') return 0;
  return names.compare(one.currency, other.currency) || one.min - other.min;
}

/** What has no value comes last, and within what is equal the newest first, whichever way the column goes. */
function sorted(lines: readonly LineRow[], { by, down }: TableView['sort'], names: Names): LineRow[] {
  const direction = down ? -1 : 1;
  return lines
    .map((line) => ({ line, value: VALUES[by](line, names) }))
    .sort(
      (one, other) =>
        Number(one.value === undefined) - Number(other.value === undefined) ||
        direction * compareValues(one.value, other.value, names) ||
        other.line.at - one.line.at,
    )
    .map(({ line }) => line);
}

/** What a line is grouped under. */
function groupOf(line: LineRow, by: GroupKey, names: Names): { key: string; label: string } | null {
  const named = (key: string | undefined, label: string | undefined) =>
    key === undefined ? null : { key, label: label ?? key };
  switch (by) {
    case 'seller': {
      const seller = sellerOf(line);
      return named(seller?.key, seller?.name);
    }
    case 'sweep':
      return named(line.sweepId, line.sweepId && names.sweep(line.sweepId));
    case 'marketplace':
      return named(line.marketplace, names.marketplace(line.marketplace));
    case 'brand': {
      const brand = line.rightId && names.brand(line.rightId);
      return named(brand, brand);
    }
  }
}

/** Groups in the order of their size, so that the worst seller stands first; what belongs to none comes last. */
function grouped(lines: readonly LineRow[], by: GroupKey, names: Names): Group[] {
  const groups = new Map<string | null, Group>();
  for (const line of lines) {
    const found = groupOf(line, by, names);
    const key = found?.key ?? null;
    const group = groups.get(key) ?? { key, label: found?.label ?? null, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (one, other) =>
      Number(one.key === null) - Number(other.key === null) ||
      other.lines.length - one.lines.length ||
      names.compare(one.label ?? '', other.label ?? ''),
  );
}

/** Filters, searches, sorts and groups lines as a view says. */
export function arrange(lines: readonly LineRow[], view: TableView, names: Names): Arranged {
  const words = fold(view.search).split(/\s+/).filter(Boolean);
  const shown = lines.filter(
    (line) =>
      isOfStage(line, view.stage) &&
      (view.marketplace === undefined || line.marketplace === view.marketplace) &&
      (view.sweepId === undefined || line.sweepId === view.sweepId) &&
      (view.reason === undefined || line.reason === view.reason) &&
      hasWords(line, words),
  );
  const inOrder = sorted(shown, view.sort, names);
  if (view.group === undefined)
    return { groups: [{ key: null, label: null, lines: inOrder }], lines: inOrder };
  const groups = grouped(inOrder, view.group, names);
  return { groups, lines: groups.flatMap((group) => group.lines) };
}
