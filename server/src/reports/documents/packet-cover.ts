import type { DisclosedField, DisclosedLink, DisclosedPacket } from '@marketsafe/contract';
import {
  formatDay,
  givenColumnHead,
  givenFieldLabel,
  givenOptionLabel,
  m,
  marketplaceName,
  placeName,
  reasonName,
  rightTypeName,
} from '@marketsafe/words';
import {
  boxed,
  english,
  type Field,
  fields,
  given,
  heading,
  pair,
  pairList,
  quoted,
  stacked,
  titleBlock,
} from '../pdf/blocks.ts';
import { beside, both, said, type Words } from '../pdf/both.ts';
import { BODY, INK, SMALL, STRONG } from '../pdf/look.ts';
import { Sheet } from '../pdf/sheet.ts';
import type { Files } from './capture-part.ts';
import { declarationWords, listingFields, statement } from './claim-fields.ts';
import { thumbnails } from './pictures-part.ts';

/** Links of which a picture is drawn; the pictures of all are in the archive beside the cover. */
const MOST_PICTURES = 60;

/** Begins the cover of a packet; nothing is drawn yet. Its date is the day on which the packet was built: same packet, same bytes. */
export function beginPacketCover({ number, builtOn }: DisclosedPacket): Promise<Sheet> {
  return Sheet.begin({
    title: said(m.documents_packet_title),
    subject: number,
    mark: { words: said(m.documents_packet_mark), color: INK },
    foot: said(m.documents_packet_foot),
    date: new Date(`${builtOn}T00:00:00Z`),
  });
}

/** Draws the cover: what is asked for, by whom and on which right, and each link with what is said of it. */
export async function drawPacketCover(sheet: Sheet, files: Files, packet: DisclosedPacket): Promise<void> {
  const { links, expedited } = packet;
  titleBlock(sheet, said(m.documents_packet_title), packet.number);
  pair(
    sheet,
    both((locale) => m.documents_packet_about({ count: links.length }, { locale })),
  );
  if (expedited) boxed(sheet, said(m.documents_packet_expedited));
  fields(sheet, headFields(packet));
  heading(sheet, said(m.documents_packet_statement));
  quoted(sheet, packet.statement);
  const common = declaredByAll(links);
  if (common.length > 0) {
    heading(sheet, said(m.documents_heading_declared), { level: 2 });
    pairList(sheet, common);
  }
  for (const [position, link] of links.entries()) {
    await drawLink(sheet, files, packet.marketplace, link, position);
  }
  sheet.end();
}

function headFields({ marketplace, reason, wording, right, complainant, builtOn }: DisclosedPacket): Field[] {
  const type = both((language) => rightTypeName(right.type, language));
  const place = both((language) => placeName(right.place, language));
  const own: Words | null = wording ? { en: wording.en ?? '', zh: wording.zh ?? '' } : null;
  return [
    {
      label: said(m.documents_label_marketplace),
      value: [given(beside(both((language) => marketplaceName(marketplace, language))))],
    },
    {
      label: said(m.documents_label_reason),
      value: stacked(
        both((language) => reasonName(reason, language)),
        STRONG,
        BODY,
      ),
    },
    ...(own && own.en + own.zh !== ''
      ? [
          {
            label: said(m.documents_packet_wording),
            value: [given([own.en, own.zh].filter((one) => one !== '').join(' · '))],
          },
        ]
      : []),
    { label: said(m.documents_label_right), value: [given(`${beside(type)} · ${beside(place)}`)] },
    { label: said(m.documents_label_right_number), value: [given(right.number, STRONG)] },
    { label: said(m.documents_label_mark), value: [given(right.mark)] },
    { label: said(m.documents_label_owner), value: [given(right.owner)] },
    ...(right.niceClasses.length > 0
      ? [{ label: said(m.documents_label_classes), value: [english(right.niceClasses.join(', '))] }]
      : []),
    ...(right.expiresOn === null
      ? []
      : [{ label: said(m.documents_packet_expires), value: [english(right.expiresOn)] }]),
    {
      label: said(
        complainant.acts === 'owner' ? m.documents_packet_owner_acts : m.documents_packet_agent_acts,
      ),
      value: [given(complainant.name)],
    },
    ...(complainant.contact === null
      ? []
      : [{ label: said(m.documents_packet_contact), value: [given(complainant.contact)] }]),
    {
      label: said(m.documents_packet_built),
      value: stacked(
        both((language) => formatDay(builtOn, language)),
        BODY,
        SMALL,
      ),
    },
  ];
}

/** What is declared with every link, word for word. */
function declaredByAll(links: readonly DisclosedLink[]): Words[] {
  const [first] = links;
  if (!first) return [];
  const names = Object.keys(first.declarations).filter((name) =>
    links.every(({ declarations }) => declarations[name] === true),
  );
  return declarationWords(Object.fromEntries(names.map((name) => [name, true])));
}

async function drawLink(
  sheet: Sheet,
  files: Files,
  marketplace: DisclosedPacket['marketplace'],
  link: DisclosedLink,
  position: number,
): Promise<void> {
  const number = String(position + 1).padStart(3, '0');
  const title = both((locale) => m.documents_packet_link({ number, claim: link.claim }, { locale }));
  heading(sheet, title, { level: 2, room: 150 });
  const { itemId, canonicalUrl, title: name, price, seller, capturedOn } = link;
  const shown = {
    ...{ itemId, canonicalUrl },
    ...(name !== undefined && { title: name }),
    ...(price && { price }),
    ...(seller && { seller }),
  };
  // The marketplace stands in the packet's head already.
  const [, ...listing] = listingFields({ kind: 'listing', marketplace, ...shown });
  fields(sheet, [
    ...listing,
    { label: said(m.documents_label_day), value: [english(capturedOn)] },
    ...link.particulars.flatMap(particularFields),
  ]);
  if (link.explanation.en.trim() + link.explanation.zh.trim() !== '')
    quoted(sheet, statement(link.explanation));
  const [picture] = link.pictures;
  if (picture && position < MOST_PICTURES) {
    const { sha256, name: file } = picture;
    await thumbnails(sheet, files, [
      { checked: { file: { sha256 }, comparison: 'matches' }, name: `${number}/${file}` },
    ]);
  }
}

function particularFields(field: DisclosedField): Field[] {
  const label = both((language) => givenFieldLabel(field.name, language));
  switch (field.editor) {
    case 'text':
      return [{ label, value: [given(field.text)] }];
    case 'files':
      return [{ label, value: [english(field.files.map(({ name }) => name).join(', '))] }];
    case 'table':
      return field.rows.map((row) => ({
        label,
        value: field.columns.flatMap((column, index) => [
          english(index === 0 ? '' : '\n', SMALL),
          given(`${beside(both((language) => givenColumnHead(field.name, column, language)))}: `, SMALL),
          given(beside(both((language) => givenOptionLabel(field.name, row[column] ?? '', language)))),
        ]),
      }));
  }
}
