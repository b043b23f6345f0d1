import type { DisclosedRaid } from '@marketsafe/contract';
import {
  custodianName,
  finalityName,
  formatDay,
  formatNumber,
  instrumentKindName,
  inventoryFieldName,
  linkGradeName,
  m,
  marketplaceName,
  placeName,
  raidFileRoleName,
  raidRequestName,
  rightTypeName,
  tieKindName,
} from '@marketsafe/words';
import { english, type Field, fields, given, heading, stacked, table, titleBlock } from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { BODY, HASH, INK, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';

/** Begins the index of a raid's package; nothing is drawn yet. Its date is the day on which it was prepared: same raid, same bytes. */
export function beginRaidIndex({ number, preparedOn }: DisclosedRaid): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.raids_doc_title),
    subject: number,
    mark: { words: said(m.raids_doc_mark), color: INK },
    foot: said(m.raids_doc_foot),
    date: new Date(`${preparedOn}T00:00:00Z`),
  });
}

const day = (value: string) =>
  stacked(
    both((language) => formatDay(value, language)),
    BODY,
    SMALL,
  );
const words = (value: Words) => stacked(value, BODY, SMALL);
const row = (label: Words, value: Field['value']): Field => ({ label, value });
const typed = (label: Words, value: string): Field[] =>
  value.trim() === '' ? [] : [row(label, [given(value)])];

/** Draws the index: what is asked for and on which grounds, and which file is what. */
export function drawRaidIndex(sheet: Sheet, raid: DisclosedRaid): void {
  titleBlock(sheet, said(m.raids_doc_title), raid.number);
  fields(sheet, headFields(raid));
  heading(sheet, said(m.raids_doc_instrument));
  fields(sheet, instrumentFields(raid));
  if (raid.event) {
    heading(sheet, said(m.raids_doc_event));
    const { date, place, ledBy } = raid.event;
    fields(sheet, [
      ...(date === null ? [] : [row(said(m.raids_doc_date), day(date))]),
      ...typed(said(m.raids_doc_place), place),
      ...typed(said(m.raids_doc_led), ledBy),
    ]);
  }
  drawLinks(sheet, raid);
  drawInventory(sheet, raid);
  drawCustody(sheet, raid);
  if (raid.authentication) {
    heading(sheet, said(m.raids_doc_authentication));
    const { role, conclusion, on } = raid.authentication;
    fields(sheet, [
      ...typed(said(m.raids_doc_what), [role, conclusion].filter((one) => one.trim() !== '').join('\n')),
      ...(on === null ? [] : [row(said(m.raids_doc_date), day(on))]),
    ]);
  }
  drawFiles(sheet, raid);
  sheet.end();
}

function headFields({ request, requester, preparedOn, rights, permission }: DisclosedRaid): Field[] {
  return [
    row(
      said(m.raids_doc_request),
      stacked(
        both((language) => raidRequestName(request, language)),
        STRONG,
        BODY,
      ),
    ),
    row(said(m.raids_doc_requester), [given(requester)]),
    row(said(m.raids_doc_prepared), day(preparedOn)),
    ...rights.map(({ type, place, number, mark, owner }) =>
      row(said(m.raids_doc_right), [
        given(
          [
            beside(both((language) => rightTypeName(type, language))),
            beside(both((language) => placeName(place, language))),
            ...[number, mark, owner],
          ].join(' · '),
        ),
      ]),
    ),
    ...typed(said(m.raids_doc_permission), [permission.by, permission.basis].join('\n')),
    ...(permission.until === null ? [] : [row(said(m.documents_packet_expires), day(permission.until))]),
  ];
}

function instrumentFields({ instrument }: DisclosedRaid): Field[] {
  const { kind, authority, number, date, finality, appealUntil } = instrument;
  return [
    row(said(m.raids_doc_what), words(both((language) => instrumentKindName(kind, language)))),
    ...typed(said(m.raids_doc_authority), authority),
    ...typed(said(m.raids_doc_number), number),
    row(said(m.raids_doc_date), day(date)),
    row(said(m.raids_doc_finality), [
      given(
        [beside(both((language) => finalityName(finality, language))), appealUntil ?? ''].join(' ').trim(),
      ),
    ]),
    row(said(m.raids_doc_seal), words(said(m.raids_doc_sealed))),
  ];
}

/** A seized party by name, where its name goes, or by number. */
function partyOf({ parties }: DisclosedRaid, party: number): string {
  const name = parties.find((one) => one.party === party)?.name;
  return name || beside(both((locale) => m.raids_doc_party_number({ number: String(party) }, { locale })));
}

function drawLinks(sheet: Sheet, raid: DisclosedRaid): void {
  heading(sheet, said(m.raids_doc_links));
  table(
    sheet,
    [
      { label: said(m.raids_doc_party), width: 105 },
      { label: said(m.raids_doc_shop), width: 185 },
      { label: said(m.raids_doc_tie), width: 115 },
      { label: said(m.raids_doc_proof), width: 64 },
    ],
    raid.links.map(({ party, marketplace, sellerName, sellerId, shopUrl, kind, grade, proof }) => [
      [given(partyOf(raid, party))],
      [
        given(
          [
            beside(both((language) => marketplaceName(marketplace, language))),
            [sellerName, sellerId].filter((one) => one !== '').join(' · '),
            shopUrl,
          ]
            .filter((one) => one !== '')
            .join('\n'),
        ),
      ],
      [
        given(
          `${beside(both((language) => linkGradeName(grade, language)))}\n${beside(both((language) => tieKindName(kind, language)))}`,
        ),
      ],
      [english(proof ?? '', SMALL)],
    ]),
  );
}

function drawInventory(sheet: Sheet, { inventory }: DisclosedRaid): void {
  if (!inventory) return;
  heading(sheet, said(m.raids_doc_inventory));
  table(
    sheet,
    [
      { label: both((language) => inventoryFieldName('bag', language)), width: 60 },
      { label: both((language) => inventoryFieldName('description', language)), width: 190 },
      { label: both((language) => inventoryFieldName('brand', language)), width: 80 },
      { label: both((language) => inventoryFieldName('quantity', language)), width: 70 },
      { label: said(m.raids_doc_files), width: 61 },
    ],
    inventory.map(({ bag, description, brand, quantity, unit, photos }) => [
      [given(bag)],
      [given(description)],
      [given(brand)],
      [given(quantity === null ? '' : `${formatNumber(quantity, 0, 'en')} ${unit}`)],
      [english(photos.join('\n'), SMALL)],
    ]),
  );
}

function drawCustody(sheet: Sheet, { custody }: DisclosedRaid): void {
  heading(sheet, said(m.raids_doc_custody));
  const holder = (who: (typeof custody)[number]['from']) =>
    words(both((language) => custodianName(who, language)));
  table(
    sheet,
    [
      { label: said(m.raids_doc_date), width: 90 },
      { label: said(m.raids_doc_from), width: 120 },
      { label: said(m.raids_doc_to), width: 120 },
      { label: said(m.raids_doc_bags), width: 139 },
    ],
    custody.map(({ on, from, to, bags }) => [
      [english(on)],
      holder(from),
      holder(to),
      bags === null ? words(said(m.raids_doc_bags_all)) : [given(bags.join(', '))],
    ]),
  );
}

function drawFiles(sheet: Sheet, { files }: DisclosedRaid): void {
  heading(sheet, said(m.raids_doc_files));
  table(
    sheet,
    [
      { label: said(m.raids_doc_file), width: 70 },
      { label: said(m.raids_doc_what), width: 130 },
      { label: said(m.raids_doc_removed), width: 120 },
      { label: { en: 'SHA-256', zh: 'SHA-256' }, width: 149 },
    ],
    files.map(({ name, role, removed, translation, sha256 }) => [
      [english(name)],
      [
        given(
          [
            beside(both((language) => raidFileRoleName(role, language))),
            ...(translation?.of
              ? [
                  beside(
                    both((locale) => m.raids_doc_translation_of({ name: translation.of ?? '' }, { locale })),
                  ),
                ]
              : []),
            ...(translation?.certified ? [beside(said(m.raids_doc_certified))] : []),
          ].join('\n'),
        ),
      ],
      [given(removed ?? '')],
      [english(sha256, HASH)],
    ]),
  );
}
