import {
  invitationOrder,
  invitationReceipt,
  type OrganisationPeople,
  ROLES_OF_KIND,
  type Role,
} from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { currentLanguage, m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LanguageField } from './language-field.tsx';
import { RoleChecks } from './role-checks.tsx';
import { usePeopleChange } from './use-people-change.ts';

/** Asks whom to invite, as what, and in which language. */
export function InviteDialog(props: {
  organisation: OrganisationPeople['organisation'];
  onDone: (say: () => string) => void;
  onClose: () => void;
}) {
  const { organisationId, name, kind } = props.organisation;
  const only = ROLES_OF_KIND[kind].length === 1 ? [...ROLES_OF_KIND[kind]] : [];
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(only);
  const [language, setLanguage] = useState(currentLanguage());
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const invite = usePeopleChange(organisationId, (order: object) =>
    send('POST', `${ORGANISATIONS}/${organisationId}/invitations`, order, invitationReceipt),
  );

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = invitationOrder.safeParse({ email, roles, language });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0]))));
    if (!read.success) return;
    const { email: address } = read.data;
    invite.mutate(read.data, {
      onSuccess: () =>
        props.onDone(() => `${m.people_invited({ email: address })}. ${m.people_invited_help()}`),
    });
  }

  return (
    <Dialog title={m.people_invite_title({ name })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <p>{m.people_invite_about()}</p>
        <Field
          label={m.people_invite_email()}
          problem={wrong.has('email') ? m.people_invite_email_wrong() : null}
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RoleChecks kind={kind} chosen={roles} wrong={wrong.has('roles')} onChoose={setRoles} />
        <LanguageField chosen={language} onChoose={setLanguage} />
        {invite.error && <FailureNotice error={invite.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={invite.isPending}>
            {m.people_invite_send()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
