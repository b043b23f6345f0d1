import {
  LINK_GRADES,
  MARKETPLACE_IDS,
  type RaidDetail,
  type RaidLink,
  type RaidProposal,
  TIE_KINDS,
} from '@marketsafe/contract';
import { Badge, Button, Card, Dialog, Table } from '@marketsafe/looks';
import {
  formatNumber,
  formatSeries,
  linkGradeName,
  m,
  marketplaceName,
  tieKindName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { raidProposalsQuery } from '../../api/raid-queries.ts';
import { ChosenField, TypedField } from '../../components/draft-fields.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LinkGraph } from './link-graph.tsx';
import { useRaidForm } from './raid-fields.tsx';

const TONES = { A: 'good', B: 'info', C: 'quiet' } as const;

/** How seized parties are tied to shops: a picture, the same as a table, and shops that are proposed. */
export function LinksTab({ raid }: { raid: RaidDetail }) {
  const { draft, readOnly } = useRaidForm();
  const { links, parties, files } = draft.content;
  const [editing, setEditing] = useState<string | null>(null);
  const partyName = (partyId: string | null) => {
    const index = parties.findIndex((party) => party.partyId === partyId);
    return index < 0 ? '' : parties[index]?.name || m.raids_party_number({ number: index + 1 });
  };
  const add = (given: Partial<RaidLink>) => {
    const link: RaidLink = {
      ...{ linkId: crypto.randomUUID(), partyId: null, marketplace: 'taobao', shopUrl: '', sellerId: '' },
      // Nothing is known of it yet: what stays inside until a person says which paper shows more.
      ...{ sellerName: '', kind: 'same-name', grade: 'C', proof: null, note: '', ...given },
    };
    draft.change({ links: [...links, link] });
    setEditing(link.linkId);
  };
  return (
    <>
      <Card title={m.raids_tab_links()}>
        <p>{m.raids_links_about()}</p>
        <LinkGraph parties={parties} links={links} />
        {links.length === 0 && <p className="soft">{m.raids_links_none()}</p>}
        {links.length > 0 && (
          <Table
            caption={m.raids_tab_links()}
            captionHidden
            rows={links}
            keyOf={({ linkId }) => linkId}
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
              {
                key: 'party',
                heading: m.raids_party(),
                cell: ({ partyId }) => <bdi>{partyName(partyId)}</bdi>,
              },
              {
                key: 'grade',
                heading: m.raids_grade(),
                cell: ({ grade }) => <Badge tone={TONES[grade]}>{linkGradeName(grade)}</Badge>,
              },
              { key: 'kind', heading: m.raids_tie(), cell: ({ kind }) => tieKindName(kind) },
              {
                key: 'proof',
                heading: m.raids_proof(),
                cell: ({ proof }) => <bdi>{files.find(({ sha256 }) => sha256 === proof)?.name}</bdi>,
              },
              {
                key: 'change',
                heading: m.raids_change(),
                cell: (link) => (
                  <span className="line">
                    <Button
                      size="small"
                      aria-haspopup="dialog"
                      aria-label={m.raids_link_change_of({
                        name: link.sellerName || link.sellerId || link.shopUrl,
                      })}
                      onClick={() => setEditing(link.linkId)}
                    >
                      {readOnly ? m.raids_look() : m.raids_change()}
                    </Button>
                    {!readOnly && (
                      <Button
                        size="small"
                        aria-label={m.raids_link_drop_of({
                          name: link.sellerName || link.sellerId || link.shopUrl,
                        })}
                        onClick={() =>
                          draft.change({ links: links.filter((one) => one.linkId !== link.linkId) })
                        }
                      >
                        {m.raids_drop()}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        )}
        {!readOnly && (
          <div className="actions">
            <Button aria-haspopup="dialog" onClick={() => add({})}>
              {m.raids_link_add()}
            </Button>
          </div>
        )}
      </Card>
      {!readOnly && <Proposals raid={raid} onTake={add} />}
      {editing !== null && <LinkDialog linkId={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function LinkDialog({ linkId, onClose }: { linkId: string; onClose: () => void }) {
  const { draft } = useRaidForm();
  const { links, parties, files } = draft.content;
  const index = links.findIndex((one) => one.linkId === linkId);
  const link = links[index];
  if (!link) return null;
  const set = (changed: Partial<RaidLink>) =>
    draft.change({ links: links.map((one) => (one.linkId === linkId ? { ...one, ...changed } : one)) });
  const path = (name: string) => `/links/${index}/${name}`;
  return (
    <Dialog title={m.raids_link_title()} close={m.raids_done()} onClose={onClose}>
      <div className="stack">
        <ChosenField
          label={m.raids_party()}
          path={path('partyId')}
          none={m.raids_not_said()}
          value={link.partyId}
          options={parties.map(({ partyId, name }, at) => [
            partyId,
            name || m.raids_party_number({ number: at + 1 }),
          ])}
          onChange={(partyId) => set({ partyId })}
        />
        <ChosenField
          label={m.raids_marketplace()}
          path={path('marketplace')}
          value={link.marketplace}
          options={MARKETPLACE_IDS.map((id) => [id, marketplaceName(id)])}
          onChange={(marketplace) => marketplace && set({ marketplace })}
        />
        <TypedField
          label={m.raids_shop_url()}
          path={path('shopUrl')}
          limit={2_000}
          value={link.shopUrl}
          onChange={(shopUrl) => set({ shopUrl })}
        />
        <TypedField
          label={m.raids_seller_id()}
          path={path('sellerId')}
          limit={200}
          value={link.sellerId}
          onChange={(sellerId) => set({ sellerId })}
        />
        <TypedField
          label={m.raids_seller_name()}
          path={path('sellerName')}
          limit={300}
          value={link.sellerName}
          onChange={(sellerName) => set({ sellerName })}
        />
        <ChosenField
          label={m.raids_tie()}
          path={path('kind')}
          value={link.kind}
          options={TIE_KINDS.map((kind) => [kind, tieKindName(kind)])}
          onChange={(kind) => kind && set({ kind })}
        />
        <ChosenField
          label={m.raids_grade()}
          path={path('grade')}
          help={m.raids_grade_help()}
          value={link.grade}
          options={LINK_GRADES.map((grade) => [grade, linkGradeName(grade)])}
          onChange={(grade) => grade && set({ grade })}
        />
        <ChosenField
          label={m.raids_proof()}
          path={path('proof')}
          none={m.raids_not_said()}
          value={link.proof}
          options={files.filter(({ role }) => role !== 'annex').map(({ sha256, name }) => [sha256, name])}
          onChange={(proof) => set({ proof })}
        />
        <TypedField
          label={m.raids_link_note()}
          path={path('note')}
          help={m.raids_stays()}
          limit={2_000}
          rows={2}
          value={link.note}
          onChange={(note) => set({ note })}
        />
      </div>
    </Dialog>
  );
}

const BECAUSE = {
  right: m.raids_because_right,
  name: m.raids_because_name,
  raid: m.raids_because_raid,
} satisfies Record<RaidProposal['because'][number], unknown>;

function Proposals({ raid, onTake }: { raid: RaidDetail; onTake: (given: Partial<RaidLink>) => void }) {
  const { data, error, refetch } = useQuery(raidProposalsQuery(raid.raidId, raid.version));
  const { draft } = useRaidForm();
  const known = new Set(draft.content.links.map(({ marketplace, sellerId }) => `${marketplace} ${sellerId}`));
  const open = (data?.proposals ?? []).filter(
    ({ marketplace, sellerId }) => !known.has(`${marketplace} ${sellerId}`),
  );
  const why = ({ because }: RaidProposal) => formatSeries(because.map((one) => BECAUSE[one]()));
  return (
    <Card title={m.raids_proposals()}>
      <p>{m.raids_proposals_about()}</p>
      {error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {data && open.length === 0 && <p className="soft">{m.raids_proposals_none()}</p>}
      {open.length > 0 && (
        <Table
          caption={m.raids_proposals()}
          captionHidden
          rows={open}
          keyOf={({ marketplace, sellerId, sellerName }) => `${marketplace} ${sellerId} ${sellerName}`}
          columns={[
            {
              key: 'shop',
              heading: m.raids_shop(),
              kind: 'header',
              cell: ({ marketplace, sellerName, sellerId }) => (
                <>
                  {marketplaceName(marketplace)} · <bdi>{sellerName || sellerId}</bdi>
                </>
              ),
            },
            {
              key: 'claims',
              heading: m.raids_claims(),
              kind: 'number',
              cell: ({ claims }) => formatNumber(claims),
            },
            { key: 'why', heading: m.raids_because(), cell: why },
            {
              key: 'take',
              heading: m.raids_change(),
              cell: ({ marketplace, sellerId, sellerName }) => (
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={m.raids_proposal_take_of({ name: sellerName || sellerId })}
                  onClick={() => onTake({ marketplace, sellerId, sellerName })}
                >
                  {m.raids_proposal_take()}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
