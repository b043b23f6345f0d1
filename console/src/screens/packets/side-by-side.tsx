import type { PacketClaim, PacketDetail } from '@marketsafe/contract';
import { Badge, Pair, Pairs, RowCheck } from '@marketsafe/looks';
import { expediteCauseName, m } from '@marketsafe/words';
import { useMemo } from 'react';
import { packetFileUrl } from '../../api/packet-queries.ts';
import { HeadView } from '../../components/disclosed/head-view.tsx';
import { LinkView } from '../../components/disclosed/link-view.tsx';
import { LinksWindow } from '../../components/disclosed/links-window.tsx';
import { StaysView } from './stays-view.tsx';

interface Props {
  detail: PacketDetail;
  current: number;
  chosen: ReadonlySet<number>;
  onChoose: (position: number, isChosen: boolean) => void;
  onSeen: (positions: readonly number[]) => void;
}

/** What the marketplace sees, link by link as it sees it, beside what stays. */
export function SideBySide({ detail, current, chosen, onChoose, onSeen }: Props) {
  const { packet, disclosed, claims, withdrawn, toWithdraw } = detail;
  const behind = useMemo(() => {
    const map = new Map<number, PacketClaim[]>();
    for (const claim of claims) map.set(claim.position, [...(map.get(claim.position) ?? []), claim]);
    return map;
  }, [claims]);
  return (
    <>
      <div className="packet-sides packet-sides-head">
        <section className="card" aria-labelledby="packet-goes">
          <h2 id="packet-goes">{m.packets_goes()}</h2>
          <HeadView packet={disclosed} />
        </section>
        <section className="card packet-stays" aria-labelledby="packet-stays">
          <h2 id="packet-stays">{m.packets_stays()}</h2>
          <p className="small">{m.packets_stays_always()}</p>
          <Pairs close>
            <Pair name={m.packets_stays_organisation()}>
              <bdi>{packet.organisation.name}</bdi>
            </Pair>
            <Pair name={m.packets_stays_built_by()}>{packet.builtBy.name}</Pair>
            {packet.expedited && (
              <Pair name={m.packets_stays_cause()}>{expediteCauseName(packet.expedited)}</Pair>
            )}
            {packet.reference !== '' && <Pair name={m.packets_reference()}>{packet.reference}</Pair>}
          </Pairs>
        </section>
      </div>
      {disclosed.links.length > 0 && (
        <LinksWindow
          links={disclosed.links}
          name={m.packets_column_links()}
          current={current}
          onSeen={onSeen}
        >
          {(link, position) => {
            const number = position + 1;
            const folder = String(number).padStart(3, '0');
            return (
              <div className="packet-sides">
                <div>
                  <div className="line">
                    <RowCheck
                      name={m.packets_link_choose({ number })}
                      checked={chosen.has(position)}
                      onCheck={(isChosen) => onChoose(position, isChosen)}
                    />
                    <h3>{m.packets_link_number({ number })}</h3>
                    <span className="number small">{link.claim}</span>
                    {withdrawn.includes(position) && <Badge tone="quiet">{m.packets_link_withdrawn()}</Badge>}
                    {toWithdraw.includes(position) && (
                      <Badge tone="bad">{m.packets_link_to_withdraw()}</Badge>
                    )}
                  </div>
                  <LinkView
                    link={link}
                    number={number}
                    urlOf={(name) => packetFileUrl('staff', packet.packetId, `${folder}/${name}`)}
                  />
                </div>
                <div className="packet-stays">
                  <StaysView claims={behind.get(position) ?? []} speaker={link.claim} />
                </div>
              </div>
            );
          }}
        </LinksWindow>
      )}
      <p className="soft small">{m.packets_keys_one()}</p>
    </>
  );
}
