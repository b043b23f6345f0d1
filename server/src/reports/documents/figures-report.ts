import type { FigureGroup, Figures } from '@marketsafe/contract';
import { formatDay, formatNumber, formatShare, m, marketplaceName } from '@marketsafe/words';
import { type FigurePart, partsOf } from '../../figures/lines.ts';
import { english, fields, given, heading, pairList, stacked, table, titleBlock } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { BODY, INK, SMALL } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';

/** Whose figures they are. */
function whoseOf({ organisation, party }: Figures): string {
  const whose = organisation?.name ?? beside(said(m.figures_doc_program));
  return party === null ? whose : `${whose} · ${party.name}`;
}

/** Begins a report of figures; nothing is drawn yet. */
export function beginFiguresReport(figures: Figures): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.figures_doc_title),
    subject: whoseOf(figures),
    mark: { words: said(m.figures_doc_mark), color: INK },
    foot: said(m.figures_doc_foot),
    date: new Date(figures.asOf),
  });
}

const number = (count: number) => [english(formatNumber(count, 0, 'en'))];
const words = (value: Words) => stacked(value, BODY, SMALL);

function shareOf({ decided }: FigureGroup): string {
  const { removed, refused } = decided.links;
  return formatShare({ part: removed, of: removed + refused }, 'down', 'en');
}

/** Draws the report: what is counted, the figures together, then by what they are about, each with its numbers. */
export function drawFiguresReport(sheet: Sheet, figures: Figures): void {
  const { period, open, asOf, stores, overall } = figures;
  titleBlock(sheet, said(m.figures_doc_title), whoseOf(figures));
  fields(sheet, [
    {
      label: said(m.figures_doc_period),
      value: words(
        both((language) => `${formatDay(period.from, language)} – ${formatDay(period.to, language)}`),
      ),
    },
    {
      label: said(m.figures_doc_counted),
      value: words(both((language) => formatDay(asOf.slice(0, 10), language))),
    },
    ...(open ? [{ label: said(m.figures_open_mark), value: words(said(m.figures_open)) }] : []),
  ]);
  heading(sheet, said(m.figures_doc_definitions));
  pairList(
    sheet,
    [
      m.figures_claims_about,
      m.figures_takedown_about,
      m.figures_undone_about,
      m.figures_removal_about,
      m.figures_pending_about,
      ...(stores === null ? [] : [m.figures_stores_about]),
    ].map((one) => said(one)),
  );
  for (const part of partsOf(figures)) drawPart(sheet, part);
  fields(sheet, [
    {
      label: said(m.figures_takedown),
      value: words(
        both((locale) => {
          const { removed, refused } = overall.decided.complaints;
          const share = formatShare({ part: removed, of: removed + refused }, 'down', locale);
          return m.figures_takedown_complaints({ share }, { locale });
        }),
      ),
    },
  ]);
  if (stores && stores.sellers.length > 0) {
    heading(sheet, said(m.figures_stores));
    table(
      sheet,
      [
        { label: said(m.figures_store), width: 230 },
        { label: said(m.figures_marketplace), width: 130 },
        { label: said(m.figures_told_on), width: 93 },
      ],
      stores.sellers.map(({ name, marketplace, toldOn }) => [
        [given(name ?? '')],
        words(both((language) => marketplaceName(marketplace, language))),
        [english(toldOn)],
      ]),
    );
  }
  sheet.end();
}

function drawPart(sheet: Sheet, { title, lines }: FigurePart): void {
  heading(sheet, both(title));
  table(
    sheet,
    [
      { label: said(m.figures_doc_name), width: 118 },
      { label: said(m.figures_column_claims), width: 40 },
      { label: said(m.figures_column_removed), width: 40 },
      { label: said(m.figures_column_refused), width: 40 },
      { label: said(m.figures_column_share), width: 52 },
      { label: said(m.figures_column_lost), width: 48 },
      { label: said(m.figures_column_pending), width: 42 },
      { label: said(m.figures_column_days), width: 52 },
    ],
    lines.map(({ name, group }) => {
      const { en, zh } = both(name);
      return [
        en === zh ? [given(en)] : stacked({ en, zh }, BODY, SMALL),
        number(group.claims.received),
        number(group.decided.links.removed),
        number(group.decided.links.refused),
        [english(shareOf(group))],
        number(group.decided.links.lost),
        number(group.pending.links),
        [
          english(
            group.removal.days === null
              ? ''
              : `${formatNumber(group.removal.days, 0, 'en')} (${formatNumber(group.removal.of, 0, 'en')})`,
          ),
        ],
      ];
    }),
  );
}
