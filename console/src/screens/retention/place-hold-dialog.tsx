import { legalHold, newLegalHold } from '@marketsafe/contract';
import { Button, Dialog, Field, TextField, useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { send } from '../../api/client.ts';
import { organisationsQuery } from '../../api/people-queries.ts';
import { LEGAL_HOLDS, retentionQuery } from '../../api/retention-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Asks for what goes on legal hold, a claim by its number or a whole organisation, and why. */
export function PlaceHoldDialog({ onClose }: { onClose: () => void }) {
  const announce = useAnnounce();
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [organisationId, setOrganisationId] = useState('');
  const [reason, setReason] = useState('');
  const [holdId] = useState(() => crypto.randomUUID());
  const typed = number.trim().toUpperCase();
  const given = newLegalHold.safeParse({
    holdId,
    on: typed === '' ? { organisationId } : { number: typed },
    reason,
  });
  const place = useMutation({
    mutationFn: (hold: object) => send('POST', LEGAL_HOLDS, hold, legalHold),
    onSuccess: () => {
      announce(m.retention_hold_placed_done());
      onClose();
    },
    onSettled: () => client.invalidateQueries(retentionQuery),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (given.success) place.mutate(given.data);
  };
  return (
    <Dialog title={m.retention_hold_place_title()} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{m.retention_hold_place_about()}</p>
        <Field label={m.retention_hold_number()} help={m.retention_hold_number_help()}>
          {(control) => (
            <input
              {...control}
              maxLength={20}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </Field>
        {typed === '' && <OrganisationField chosen={organisationId} onChoose={setOrganisationId} />}
        <TextField
          label={m.retention_hold_reason()}
          help={m.retention_hold_reason_help()}
          limit={1_000}
          value={reason}
          onChange={setReason}
        />
        {place.error && <FailureNotice error={place.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={place.isPending} unavailable={!given.success}>
            {m.retention_hold_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function OrganisationField(props: { chosen: string; onChoose: (organisationId: string) => void }) {
  const { data, error, refetch } = useQuery(organisationsQuery);
  if (error) return <FailureNotice error={error} onRetry={() => refetch()} />;
  return (
    <Field label={m.retention_due_organisation()}>
      {(control) => (
        <select {...control} value={props.chosen} onChange={(event) => props.onChoose(event.target.value)}>
          <option value="" />
          {data?.organisations.map(({ organisationId, name }) => (
            <option key={organisationId} value={organisationId}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
