import {
  FIRST_ROLE,
  organisationRegistration,
  organisationSummary,
  REGISTERED_KINDS,
} from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { currentLanguage, m, organisationKindName, personRoleName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { ORGANISATIONS, organisationsQuery } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LanguageField } from '../people/language-field.tsx';

/** Asks what an organisation is called and is, and who comes first into it. */
export function RegisterDialog(props: {
  onDone: (name: string, email: string) => void;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof REGISTERED_KINDS)[number]>('rights_holder');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState(currentLanguage());
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const register = useMutation({
    mutationFn: (order: object) => send('POST', ORGANISATIONS, order, organisationSummary),
    onSuccess: () => queries.invalidateQueries(organisationsQuery),
  });

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = organisationRegistration.safeParse({ name, kind, firstPerson: { email, language } });
    setWrong(new Set(read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))));
    if (!read.success) return;
    const { name: written, firstPerson } = read.data;
    register.mutate(read.data, { onSuccess: () => props.onDone(written, firstPerson.email) });
  }

  return (
    <Dialog title={m.people_org_register_title()} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm} noValidate>
        <Field
          label={m.people_org_name()}
          help={<p className="soft">{m.people_org_name_help()}</p>}
          problem={wrong.has('name') ? m.people_org_name_wrong() : null}
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              autoComplete="off"
              maxLength={500}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={m.people_org_kind()}>
          {(control) => (
            <select
              {...control}
              value={kind}
              onChange={(event) =>
                setKind(REGISTERED_KINDS.find((each) => each === event.target.value) ?? kind)
              }
            >
              {REGISTERED_KINDS.map((each) => (
                <option key={each} value={each}>
                  {organisationKindName(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={m.people_org_first()}
          help={<p className="soft">{m.people_org_first_role({ role: personRoleName(FIRST_ROLE[kind]) })}</p>}
          problem={wrong.has('firstPerson.email') ? m.people_invite_email_wrong() : null}
        >
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <LanguageField chosen={language} onChoose={setLanguage} />
        <p className="soft">
          {kind === 'marketplace' ? m.people_org_register_about_marketplace() : m.people_org_register_about()}
        </p>
        {register.error && <FailureNotice error={register.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={register.isPending}>
            {m.people_org_make()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
