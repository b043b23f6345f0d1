import { managesPeople, RIGHTS_KEEPERS } from '@marketsafe/contract';
import { Button, Card, Loading, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { holds, ListSearch } from '../../components/list-search.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ContactCard } from './contact-card.tsx';
import { EndDialog } from './end-dialog.tsx';
import { InvitationsTable } from './invitations-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleTable, type Person } from './people-table.tsx';
import { RolesDialog } from './roles-dialog.tsx';

/** What is asked about before it is done. */
type Asked = { name: 'invite' } | { name: 'roles' | 'end'; person: Person };

/** The people of one's own organisation. */
export function OwnPeopleScreen() {
  const me = useQuery(meQuery);
  return me.data ? <PeopleScreen organisationId={me.data.organisation.organisationId} /> : null;
}

/** Who works for an organisation and who is invited, with what those who manage it may do about that. */
export function PeopleScreen({ organisationId }: { organisationId: string }) {
  const me = useQuery(meQuery);
  const list = useQuery(peopleQuery(organisationId));
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<(() => string) | null>(null);
  const own = me.data?.organisation.organisationId === organisationId;
  const roles = me.data?.roles ?? [];
  const manages = own ? managesPeople(roles) : roles.includes('program_lead');

  function finish(say: () => string) {
    setDone(() => say);
    setAsked(null);
  }

  const { organisation, people, invitations } = list.data ?? {};
  const found = (people ?? []).filter(({ name, email }) => holds(typed, [name, email]));
  return (
    <>
      <PageHeading
        title={own || !organisation ? m.people_title() : m.people_title_of({ name: organisation.name })}
      />
      {list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Loading>{m.people_loading()}</Loading>}
      <Result result={done && { tone: 'good', sentence: done() }} />
      {organisation && people && (
        <>
          <p>{m.people_about({ name: organisation.name })}</p>
          {manages ? (
            <div className="actions">
              <Button kind="main" aria-haspopup="dialog" onClick={() => setAsked({ name: 'invite' })}>
                {m.people_invite()}
              </Button>
            </div>
          ) : (
            <p className="soft small">{m.people_only_managers()}</p>
          )}
          <ListSearch label={m.people_find()} typed={typed} onType={setTyped} />
          <p className="soft small">{manages ? m.people_keys_manager() : m.people_keys()}</p>
          {found.length === 0 && <p role="status">{m.people_find_none()}</p>}
          <PeopleTable
            people={found}
            ownUserId={me.data?.user.userId ?? ''}
            onAsk={manages ? (name, person) => setAsked({ name, person }) : null}
          />
          {own && list.data && RIGHTS_KEEPERS.some((role) => roles.includes(role)) && (
            <ContactCard key={list.data.contactEmail} list={list.data} onDone={finish} />
          )}
          <Card title={m.people_invitations()}>
            <InvitationsTable
              organisationId={organisationId}
              invitations={invitations ?? []}
              manages={manages}
              onDone={finish}
            />
          </Card>
        </>
      )}
      {organisation && asked?.name === 'invite' && (
        <InviteDialog organisation={organisation} onDone={finish} onClose={() => setAsked(null)} />
      )}
      {organisation && asked?.name === 'roles' && (
        <RolesDialog
          organisation={organisation}
          person={asked.person}
          onDone={finish}
          onClose={() => setAsked(null)}
        />
      )}
      {organisation && asked?.name === 'end' && (
        <EndDialog
          organisation={organisation}
          person={asked.person}
          onDone={finish}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
