import { contactSetting, type OrganisationPeople } from '@marketsafe/contract';
import { Button, Card, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { put } from '../../api/client.ts';
import { ORGANISATIONS } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { usePeopleChange } from './use-people-change.ts';

/** Where the marketplace, and so the seller, writes to; set by whoever answers for the organisation. */
export function ContactCard({
  list: { organisation, contactEmail, people },
  onDone,
}: {
  list: OrganisationPeople;
  onDone: (say: () => string) => void;
}) {
  const { organisationId } = organisation;
  const [typed, setTyped] = useState(contactEmail ?? '');
  const [wrong, setWrong] = useState(false);
  const save = usePeopleChange(organisationId, (body: object) =>
    put(`${ORGANISATIONS}/${organisationId}/contact`, body),
  );
  const whose = people.find(({ email }) => email !== null && email === typed.trim().toLowerCase());

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    const read = contactSetting.safeParse({ email: typed.trim() === '' ? null : typed });
    setWrong(!read.success);
    if (read.success) save.mutate(read.data, { onSuccess: () => onDone(() => m.packets_contact_done()) });
  }
  return (
    <Card title={m.packets_contact_title()}>
      <p>{m.packets_contact_about()}</p>
      {contactEmail === null && <p className="soft">{m.packets_contact_none()}</p>}
      <form className="stack" onSubmit={confirm} noValidate>
        <Field
          label={m.packets_contact_field()}
          problem={wrong ? m.packets_contact_wrong() : null}
          help={whose ? <p className="bad">{m.packets_contact_person({ name: whose.name })}</p> : null}
        >
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {save.error && <FailureNotice error={save.error} />}
        <div className="actions">
          <Button type="submit" busy={save.isPending}>
            {m.packets_save()}
          </Button>
        </div>
      </form>
    </Card>
  );
}
