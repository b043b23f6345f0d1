import type { DisclosedPacket } from '@marketsafe/contract';
import { Pair, Pairs } from '@marketsafe/looks';
import {
  formatDay,
  formatList,
  m,
  marketplaceName,
  placeName,
  reasonName,
  rightTypeName,
} from '@marketsafe/words';
import { BothLanguages } from './both-languages.tsx';

/** What all links of a packet have in common, as the marketplace gets it. */
export function HeadView({ packet }: { packet: Omit<DisclosedPacket, 'links'> }) {
  const { marketplace, reason, wording, statement, right, complainant, expedited, builtOn } = packet;
  const own = [wording?.zh, wording?.en].filter((name) => name !== undefined && name !== null);
  return (
    <div className="stack">
      <Pairs>
        <Pair name={m.packets_column_group()}>
          {marketplaceName(marketplace)} · {reasonName(reason)}
        </Pair>
        {own.length > 0 && <Pair name={m.documents_packet_wording()}>{own.join(' · ')}</Pair>}
        <Pair name={m.packets_head_right()}>
          <strong>
            <bdi>{right.mark}</bdi>
          </strong>{' '}
          · {rightTypeName(right.type)} · {placeName(right.place)} · {right.number}
        </Pair>
        <Pair name={m.packets_head_owner()}>
          <bdi>{right.owner}</bdi>
        </Pair>
        {right.niceClasses.length > 0 && (
          <Pair name={m.packets_head_classes()}>{formatList(right.niceClasses.map(String))}</Pair>
        )}
        {right.expiresOn !== null && (
          <Pair name={m.packets_head_expires()}>{formatDay(right.expiresOn)}</Pair>
        )}
        <Pair
          name={complainant.acts === 'owner' ? m.documents_packet_owner_acts() : m.packets_head_acts_agent()}
        >
          <bdi>{complainant.name}</bdi>
        </Pair>
        <Pair name={m.packets_head_contact()}>
          {complainant.contact ?? <em className="soft">{m.packets_head_no_contact()}</em>}
        </Pair>
        {expedited && <Pair name={m.packets_urgent()}>{m.packets_head_expedited()}</Pair>}
        <Pair name={m.packets_head_built_on()}>{formatDay(builtOn)}</Pair>
      </Pairs>
      <h3>{m.packets_head_statement()}</h3>
      <BothLanguages texts={statement} />
    </div>
  );
}
