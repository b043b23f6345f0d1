import type { DisclosedTestBuy } from '@marketsafe/contract';
import {
  formatDay,
  formatNumber,
  formatPrice,
  m,
  marketplaceName,
  placeName,
  rightTypeName,
  testBuyConclusionName,
  testBuyFileRoleName,
} from '@marketsafe/words';
import { type Field, fields, given, heading, pair, stacked, titleBlock } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { BODY, INK, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import { signatureBlock } from '../pdf/signature-block.ts';
import type { Files } from './capture-part.ts';
import { thumbnails } from './pictures-part.ts';

/** Begins the report of a test buy; nothing is drawn yet. Its date is the day of the examination: same test buy, same bytes. */
export function beginTestBuyReport({ number, days }: DisclosedTestBuy): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.testbuys_doc_title),
    subject: number,
    mark: { words: said(m.testbuys_doc_mark), color: INK },
    foot: said(m.testbuys_doc_foot),
    date: new Date(`${days.examined}T00:00:00Z`),
  });
}

const row = (label: Words, value: Field['value']): Field => ({ label, value });
const typed = (label: Words, value: string): Field[] =>
  value.trim() === '' ? [] : [row(label, [given(value)])];
const day = (label: Words, value: string): Field =>
  row(
    label,
    stacked(
      both((language) => formatDay(value, language)),
      BODY,
      SMALL,
    ),
  );

/**
 * Draws the report by the parts that the marketplaces' template has: order, listing, photographs, and how and with which result it was examined;
 * at its end whoever examined it signs, or the rights holder sets its seal.
 */
export async function drawTestBuyReport(sheet: Sheet, files: Files, report: DisclosedTestBuy): Promise<void> {
  titleBlock(sheet, said(m.testbuys_doc_title), report.number);
  fields(sheet, headFields(report));
  heading(sheet, said(m.testbuys_doc_order));
  fields(sheet, orderFields(report));
  heading(sheet, said(m.testbuys_doc_listing));
  fields(sheet, listingFields(report));
  heading(sheet, said(m.testbuys_doc_photos));
  await thumbnails(
    sheet,
    files,
    report.photos.map(({ name, role, sha256 }) => ({
      checked: { file: { sha256 }, comparison: 'matches' },
      name: `${name} · ${beside(both((language) => testBuyFileRoleName(role, language)))}`,
    })),
  );
  heading(sheet, said(m.testbuys_doc_examination));
  const { signedAs, process, findings, conclusion } = report.examination;
  fields(sheet, [
    ...typed(said(m.testbuys_doc_by), signedAs),
    day(said(m.testbuys_doc_examined_on), report.days.examined),
    ...typed(said(m.testbuys_doc_process), process),
    ...typed(said(m.testbuys_doc_findings), findings),
    row(
      said(m.testbuys_doc_conclusion),
      stacked(
        both((language) => testBuyConclusionName(conclusion, language)),
        STRONG,
        BODY,
      ),
    ),
  ]);
  heading(sheet, said(m.testbuys_doc_signature), { room: 190 });
  pair(sheet, said(m.testbuys_doc_signature_about));
  signatureBlock(sheet);
  sheet.end();
}

function headFields({ requester, right }: DisclosedTestBuy): Field[] {
  const { type, place, number, mark, owner } = right;
  return [
    row(said(m.testbuys_doc_requester), [given(requester)]),
    row(said(m.testbuys_doc_right), [
      given(
        [
          beside(both((language) => rightTypeName(type, language))),
          beside(both((language) => placeName(place, language))),
          ...[number, mark],
        ].join(' · '),
      ),
    ]),
    row(said(m.testbuys_doc_owner), [given(owner)]),
  ];
}

function orderFields({ order, days, parcel }: DisclosedTestBuy): Field[] {
  const { number, quantity, price } = order;
  return [
    row(said(m.testbuys_doc_order_number), [given(number, STRONG)]),
    ...(price === null
      ? []
      : [
          row(said(m.testbuys_doc_price), [
            given(formatPrice({ min: price.amount, max: price.amount, currency: price.currency }, 'en')),
          ]),
        ]),
    ...(quantity === null
      ? []
      : [row(said(m.testbuys_doc_quantity), [given(formatNumber(quantity, 0, 'en'))])]),
    day(said(m.testbuys_doc_ordered_on), days.ordered),
    ...(days.shipped === null ? [] : [day(said(m.testbuys_doc_shipped_on), days.shipped)]),
    day(said(m.testbuys_doc_received_on), days.received),
    ...typed(said(m.testbuys_doc_carrier), parcel.carrier),
    ...typed(said(m.testbuys_doc_sender), parcel.sender),
    ...typed(said(m.testbuys_doc_bag), parcel.bag),
  ];
}

function listingFields({ listing }: DisclosedTestBuy): Field[] {
  const { marketplace, url, itemId, title, sellerName, sellerId } = listing;
  return [
    row(said(m.testbuys_doc_marketplace), [
      given(beside(both((language) => marketplaceName(marketplace, language)))),
    ]),
    ...typed(said(m.testbuys_doc_item), itemId),
    ...typed(said(m.owned_title_of_listing), title),
    row(said(m.testbuys_doc_url), [given(url)]),
    ...typed(said(m.testbuys_doc_seller), [sellerName, sellerId].filter((one) => one !== '').join(' · ')),
  ];
}
