import type { FigureGroup, Figures } from '@marketsafe/contract';
import { formatMonth, type Language, m, marketplaceName, reasonName } from '@marketsafe/words';

/** A group of the figures, as a line of a document. */
export interface FigureLine {
  name: (language: Language) => string;
  group: FigureGroup;
  /** Stores that were told closed; null where that is not known of such a group. */
  stores: number | null;
}

/** Groups of one kind. */
export interface FigurePart {
  title: (language: Language) => string;
  lines: readonly FigureLine[];
}

const same = (name: string) => () => name;

/** All groups of the figures, in the order in which they are read. */
export function partsOf(figures: Figures): FigurePart[] {
  const { overall, months, marketplaces, reasons, brands, parties, stores, isRepresentative, organisation } =
    figures;
  const closed = <Row extends { closed: number }>(found: Row | undefined) => stores && (found?.closed ?? 0);
  const partyTitle = isRepresentative
    ? m.figures_holders
    : organisation === null
      ? m.figures_filers
      : m.figures_representatives;
  const parts: FigurePart[] = [
    {
      title: (locale) => m.figures_doc_overall({}, { locale }),
      lines: [
        {
          name: (locale) => m.figures_doc_overall({}, { locale }),
          group: overall,
          stores: stores?.closed ?? null,
        },
      ],
    },
    {
      title: (locale) => m.figures_over_time({}, { locale }),
      lines: months.map(({ month, open, group }) => ({
        name: (locale) =>
          open
            ? m.figures_open_of({ name: formatMonth(month, locale) }, { locale })
            : formatMonth(month, locale),
        group,
        stores: closed(stores?.months.find((one) => one.month === month)),
      })),
    },
    {
      title: (locale) => m.figures_marketplaces({}, { locale }),
      lines: marketplaces.map(({ marketplace, group }) => ({
        name: (language) => marketplaceName(marketplace, language),
        group,
        stores: closed(stores?.marketplaces.find((one) => one.marketplace === marketplace)),
      })),
    },
    {
      title: (locale) => m.figures_reasons({}, { locale }),
      lines: reasons.map(({ reason, group }) => ({
        ...{ name: (language) => reasonName(reason, language), group, stores: null },
      })),
    },
    {
      title: (locale) => m.figures_brands({}, { locale }),
      lines: brands.map(({ brand, group }) => ({
        name: brand === '' ? (locale) => m.figures_brand_none({}, { locale }) : same(brand),
        ...{ group, stores: null },
      })),
    },
    {
      title: (locale) => partyTitle({}, { locale }),
      lines: parties.map(({ organisation: { name }, group }) => ({ name: same(name), group, stores: null })),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
