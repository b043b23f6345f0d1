import type { PacketDetail } from '@marketsafe/contract';
import { canonicalJson, csvOf, sha256Hex } from '@marketsafe/evidence';
import { Notice } from '@marketsafe/looks';
import { linksSheet, m, pasteBlock, statementText } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';

/** Exactly what goes: the canonical JSON with its hash, which the browser computes anew, and the texts and the table made of it. */
export function BytesView({ detail: { disclosed, contentSha256, packet } }: { detail: PacketDetail }) {
  const json = useMemo(() => canonicalJson(disclosed), [disclosed]);
  const csv = useQuery({
    queryKey: ['packet-csv', packet.packetId, contentSha256],
    queryFn: async () => {
      const made: Blob | string = csvOf(linksSheet(disclosed));
      return { text: await new Blob([made]).text(), hash: await sha256Hex(new Blob([json])) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const parts = [
    { title: m.packets_bytes_paste(), text: pasteBlock(disclosed) },
    { title: m.packets_bytes_statement(), text: statementText(disclosed) },
    { title: m.packets_bytes_csv(), text: csv.data?.text ?? '' },
    { title: m.packets_bytes_json(), text: json },
  ];
  return (
    <div className="stack">
      <p>
        {m.packets_bytes_hash()} <span className="number unbroken">{contentSha256}</span>
      </p>
      {csv.data &&
        (csv.data.hash === contentSha256 ? (
          <p className="soft small">{m.packets_bytes_same()}</p>
        ) : (
          <Notice tone="bad" urgency="alert">
            {m.packets_bytes_differ()}
          </Notice>
        ))}
      {parts.map(({ title, text }) => (
        <section key={title} className="stack-small" aria-label={title}>
          <div className="line">
            <h3>{title}</h3>
            <CopyButton text={text} what={title} />
          </div>
          <textarea className="packet-bytes" aria-label={title} readOnly rows={8} value={text} />
        </section>
      ))}
    </div>
  );
}
