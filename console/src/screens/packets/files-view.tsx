import type { PacketDetail } from '@marketsafe/contract';
import { Table } from '@marketsafe/looks';
import { formatBytesExactly, m } from '@marketsafe/words';
import { packetFileUrl } from '../../api/packet-queries.ts';

/** The files that a packet goes, or went, out as, with their hashes. */
export function FilesView({
  of,
  packetId,
  files,
}: {
  of: 'staff' | 'desk';
  packetId: string;
  files: PacketDetail['files'];
}) {
  if (files.length === 0) return <p>{m.packets_files_none()}</p>;
  return (
    <Table
      framed
      caption={m.packets_files_caption()}
      captionHidden
      rows={files}
      keyOf={({ name }) => name}
      columns={[
        {
          key: 'name',
          heading: m.packets_file_name(),
          kind: 'header',
          cell: ({ name }) => (
            <a href={packetFileUrl(of, packetId, name)} download={name}>
              {name}
            </a>
          ),
        },
        {
          key: 'bytes',
          heading: m.packets_file_bytes(),
          kind: 'number',
          cell: ({ bytes }) => formatBytesExactly(bytes),
        },
        {
          key: 'hash',
          heading: 'SHA-256',
          cell: ({ sha256 }) => <span className="number small unbroken">{sha256}</span>,
        },
      ]}
    />
  );
}
