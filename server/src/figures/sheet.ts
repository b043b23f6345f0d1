import type { Figures } from '@marketsafe/contract';
import { csvStream, type SheetSource, xlsxStream } from '@marketsafe/evidence';
import { formatShare, type Language, m } from '@marketsafe/words';
import { type FigureLine, partsOf } from './lines.ts';

type Message = (inputs: Record<never, never>, options: { locale: Language }) => string;
interface Line extends FigureLine {
  part: string;
}
interface Column {
  heading: Message;
  cell: (line: Line, language: Language) => string | number | null;
}

const number = (heading: Message, cell: (line: Line) => number | null): Column => ({ heading, cell });

/** Every count by itself, so that each share can be counted anew. */
const COLUMNS: readonly Column[] = [
  { heading: m.figures_doc_part, cell: ({ part }) => part },
  { heading: m.figures_doc_name, cell: ({ name }, language) => name(language) },
  number(m.figures_column_claims, ({ group }) => group.claims.received),
  number(m.figures_column_duplicate, ({ group }) => group.claims.duplicate),
  number(m.figures_column_declined, ({ group }) => group.claims.declined),
  number(m.figures_column_withdrawn, ({ group }) => group.claims.withdrawn),
  number(m.figures_removed, ({ group }) => group.decided.links.removed),
  number(m.figures_refused, ({ group }) => group.decided.links.refused),
  {
    heading: m.figures_column_share,
    cell: ({ group: { decided } }, language) => {
      const { removed, refused } = decided.links;
      return formatShare({ part: removed, of: removed + refused }, 'down', language);
    },
  },
  number(m.figures_gone, ({ group }) => group.decided.links.gone),
  number(m.figures_column_lost, ({ group }) => group.decided.links.lost),
  number(m.figures_column_complaints_removed, ({ group }) => group.decided.complaints.removed),
  number(m.figures_column_complaints_refused, ({ group }) => group.decided.complaints.refused),
  number(m.figures_column_pending, ({ group }) => group.pending.links),
  number(m.figures_column_counters, ({ group }) => group.pending.counters),
  number(m.figures_column_days, ({ group }) => group.removal.days),
  number(m.figures_column_days_of, ({ group }) => group.removal.of),
  number(m.figures_stores, ({ stores }) => stores),
];

const TITLE = (language: Language) => m.figures_title({}, { locale: language });

/** The figures as a table, with headings in both languages. */
export function figuresSheet(figures: Figures, format: 'xlsx' | 'csv', language: Language) {
  const lines = partsOf(figures).flatMap(({ title, lines: some }) =>
    some.map((line): Line => ({ ...line, part: title(language) })),
  );
  const source: SheetSource = {
    head: COLUMNS.map(
      ({ heading }) => `${heading({}, { locale: 'en' })} · ${heading({}, { locale: 'zh-CN' })}`,
    ),
    pages: (async function* () {
      yield lines.map((line) => COLUMNS.map(({ cell }) => cell(line, language)));
    })(),
  };
  return format === 'csv' ? csvStream(source) : xlsxStream(source, TITLE(language));
}
