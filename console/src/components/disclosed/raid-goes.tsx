import type { DisclosedRaid } from '@marketsafe/contract';
import { Pair, Pairs, Table } from '@marketsafe/looks';
import {
  custodianName,
  finalityName,
  formatBytes,
  formatDay,
  formatSeries,
  instrumentKindName,
  linkGradeName,
  m,
  marketplaceName,
  raidFileRoleName,
  raidRequestName,
  tieKindName,
} from '@marketsafe/words';

/** Exactly what the marketplace gets, as it stands in the package. */
export function RaidGoes({ content, url }: { content: DisclosedRaid; url: (name: string) => string }) {
  const { instrument, permission, event, authentication } = content;
  const partyOf = (party: number) =>
    content.parties.find((one) => one.party === party)?.name || m.raids_party_number({ number: party });
  const file = (name: string | null) =>
    name && (
      <a key={name} href={url(name)} target="_blank" rel="noreferrer noopener">
        {name}
      </a>
    );
  return (
    <>
      <Pairs>
        <Pair name={m.raids_doc_request()}>{raidRequestName(content.request)}</Pair>
        <Pair name={m.raids_doc_requester()}>{content.requester}</Pair>
        <Pair name={m.raids_rights()}>
          {formatSeries(content.rights.map(({ mark, place, number }) => `${mark} ${place} ${number}`))}
        </Pair>
        <Pair name={m.raids_part_instrument()}>
          {formatSeries([
            instrumentKindName(instrument.kind),
            instrument.authority,
            instrument.number,
            formatDay(instrument.date),
            finalityName(instrument.finality),
          ])}
        </Pair>
        <Pair name={m.raids_part_permission()}>
          {formatSeries([permission.by, permission.basis].filter((one) => one !== ''))}
        </Pair>
        {event && (
          <Pair name={m.raids_part_event()}>
            {formatSeries(
              [event.date === null ? '' : formatDay(event.date), event.place, event.ledBy].filter(
                (one) => one !== '',
              ),
            )}
          </Pair>
        )}
        {authentication && (
          <Pair name={m.raids_part_authentication()}>
            {formatSeries([authentication.role, authentication.conclusion].filter((one) => one !== ''))}
          </Pair>
        )}
        <Pair name={m.raids_tab_inventory()}>
          {content.inventory === null
            ? m.raids_not_going()
            : m.raids_lines_count({ count: content.inventory.length })}
        </Pair>
        <Pair name={m.raids_tab_custody()}>
          {formatSeries(
            content.custody.map(({ from, to }) => `${custodianName(from)} → ${custodianName(to)}`),
          )}
        </Pair>
      </Pairs>
      <Table
        caption={m.raids_tab_links()}
        rows={content.links.map((link, index) => ({ ...link, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          {
            key: 'shop',
            heading: m.raids_shop(),
            kind: 'header',
            cell: ({ marketplace, sellerName, sellerId, shopUrl }) => (
              <>
                {marketplaceName(marketplace)} · <bdi>{sellerName || sellerId || shopUrl}</bdi>
              </>
            ),
          },
          { key: 'party', heading: m.raids_party(), cell: ({ party }) => <bdi>{partyOf(party)}</bdi> },
          { key: 'grade', heading: m.raids_grade(), cell: ({ grade }) => linkGradeName(grade) },
          { key: 'kind', heading: m.raids_tie(), cell: ({ kind }) => tieKindName(kind) },
          { key: 'proof', heading: m.raids_proof(), cell: ({ proof }) => file(proof) },
        ]}
      />
      <Table
        caption={m.raids_tab_files()}
        rows={content.files}
        keyOf={({ name }) => name}
        columns={[
          { key: 'name', heading: m.raids_doc_file(), kind: 'header', cell: ({ name }) => file(name) },
          { key: 'role', heading: m.raids_file_role(), cell: ({ role }) => raidFileRoleName(role) },
          { key: 'removed', heading: m.raids_doc_removed(), cell: ({ removed }) => <bdi>{removed}</bdi> },
          {
            key: 'bytes',
            heading: m.raids_size(),
            kind: 'number',
            cell: ({ bytes }) => formatBytes(bytes),
          },
        ]}
      />
    </>
  );
}
