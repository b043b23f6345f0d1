import type { OrganisationSummary } from '@marketsafe/contract';
import { Button, Loading, Result } from '@marketsafe/looks';
import { formatList, m, marketplaceName, organisationKindName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { organisationsQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { holds, ListSearch } from '../../components/list-search.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { SpeaksForDialog } from './speaks-for-dialog.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 48;

/** Every organisation of the program, for its staff; who leads it registers further ones. */
export function OrganisationsScreen() {
  const me = useQuery(meQuery);
  const list = useQuery(organisationsQuery);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const [desk, setDesk] = useState<OrganisationSummary | null>(null);
  const [done, setDone] = useState<(() => string) | null>(null);
  const found = (list.data?.organisations ?? []).filter(({ name }) => holds(typed, [name]));
  const leads = me.data?.roles.includes('program_lead') === true;
  return (
    <>
      <PageHeading title={m.people_org_title()} />
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.people_org_loading()}</Loading>}
      <Result result={done && { tone: 'good', sentence: done() }} />
      {list.data && (
        <>
          <p>{m.people_org_about()}</p>
          {leads ? (
            <div className="actions">
              <Button kind="main" aria-haspopup="dialog" onClick={() => setAsked(true)}>
                {m.people_org_register()}
              </Button>
            </div>
          ) : (
            <p className="soft small">{m.people_org_only_lead()}</p>
          )}
          <ListSearch label={m.people_org_find()} typed={typed} onType={setTyped} />
          <p className="soft small">{m.people_org_keys()}</p>
          {found.length === 0 && <p role="status">{m.people_org_find_none()}</p>}
          <VirtualTable
            framed
            caption={m.people_org_caption()}
            captionHidden
            rows={found}
            rowHeight={ROW}
            keyOf={({ organisationId }) => organisationId}
            columns={[
              {
                key: 'name',
                heading: m.people_org_name(),
                kind: 'header',
                cell: ({ organisationId, name }) => (
                  <Link to="/organisations/$organisationId" params={{ organisationId }} data-row-link="">
                    <bdi>{name}</bdi>
                  </Link>
                ),
              },
              {
                key: 'kind',
                heading: m.people_org_kind(),
                cell: ({ kind }) => <span className="whole-word">{organisationKindName(kind)}</span>,
              },
              { key: 'people', heading: m.people_org_people(), kind: 'number', cell: ({ people }) => people },
              {
                key: 'invited',
                heading: m.people_org_invited(),
                kind: 'number',
                cell: ({ invited }) => invited,
              },
              {
                key: 'marketplaces',
                heading: m.packets_speaks_for(),
                cell: (one) =>
                  one.kind === 'marketplace' && (
                    <span className="line">
                      {one.marketplaces.length > 0
                        ? formatList(one.marketplaces.map((id) => marketplaceName(id)))
                        : m.packets_speaks_for_none()}
                      {leads && (
                        <Button size="small" aria-haspopup="dialog" onClick={() => setDesk(one)}>
                          {m.packets_speaks_set()}
                        </Button>
                      )}
                    </span>
                  ),
              },
              {
                key: 'since',
                heading: m.people_column_since(),
                cell: ({ createdAt }) => <TimeText utc={createdAt} />,
              },
            ]}
          />
        </>
      )}
      {desk && (
        <SpeaksForDialog
          organisation={desk}
          onDone={() => {
            setDone(() => () => m.packets_speaks_done({ name: desk.name }));
            setDesk(null);
          }}
          onClose={() => setDesk(null)}
        />
      )}
      {asked && (
        <RegisterDialog
          onDone={(name, email) => {
            setDone(() => () => `${m.people_org_made({ name })}. ${m.people_invited({ email })}.`);
            setAsked(false);
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
