import type { FactName, ListingFacts } from '@marketsafe/contract';
import { FACT_ORDER, factLines, factName, m } from '@marketsafe/words';
import { english, given, stacked, table } from '../pdf/blocks.ts';
import { beside, both, said } from '../pdf/both.ts';
import { CONTENT_WIDTH, INK, LABEL, SMALL } from '../pdf/look.ts';
import type { Sheet } from '../pdf/sheet.ts';

/** Characters of a fact that are printed; the rest is in the record. */
const LONGEST = 1_200;

const VALUE = { ...SMALL, size: 8, color: INK };

/** A stranger's text for a cell, cut where it is long. */
function inCell(text: string, longest = LONGEST): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  const count = characters.length - longest;
  const more = both((locale) => m.documents_more_characters({ count }, { locale }));
  return `${characters.slice(0, longest).join('')} ${beside(more)}`;
}

/** Most lines of a fact that are printed: addresses of pictures, and numbers of combinations below the choices themselves. */
function mostLines(facts: ListingFacts, name: FactName): number {
  if (name === 'images') return 6;
  return 12 + (facts.variants?.value.options.length ?? 0);
}

/** Facts whose value is said, not only shown: in both languages. */
const SAID: ReadonlySet<FactName> = new Set(['rating', 'storeAge']);

/** A fact's value in lines, cut where they are many. */
function valueLines(facts: ListingFacts, name: FactName): string[] {
  const lines = factLines(facts, name, 'en');
  if (SAID.has(name)) return [...lines, ...factLines(facts, name, 'zh-CN')];
  const most = mostLines(facts, name);
  if (lines.length <= most) return lines;
  const count = lines.length - most;
  return [...lines.slice(0, most), beside(both((locale) => m.documents_more_entries({ count }, { locale })))];
}

/** The facts that were read from the page, each with the text it was read from and where that stood. */
export function factsTable(sheet: Sheet, facts: ListingFacts): void {
  const found = FACT_ORDER.flatMap((name) => {
    const fact = facts[name];
    return fact ? [{ name, raw: fact.raw, source: fact.source, lines: valueLines(facts, name) }] : [];
  });
  const widths = [70, 180, 150, CONTENT_WIDTH - 70 - 180 - 150 - 24];
  const labels = [m.facts_column_fact, m.facts_column_value, m.facts_column_raw, m.facts_column_source];
  const same = beside(said(m.documents_fact_same));
  table(
    sheet,
    labels.map((label, index) => ({ label: said(label), width: widths[index] ?? 0 })),
    found.map(({ name, raw, source, lines }) => [
      stacked(
        both((language) => factName(name, language)),
        LABEL,
        SMALL,
      ),
      lines.flatMap((line, index) => [
        ...(index > 0 ? [english('\n', VALUE)] : []),
        given(inCell(line), VALUE),
      ]),
      [given(raw === lines.join() ? same : inCell(raw, 600), SMALL)],
      [given(inCell(source, 200), SMALL)],
    ]),
  );
}
