import {
  MARKETPLACE_IDS,
  type MarketplaceId,
  REGISTRATION_STATES,
  type Registration,
  type RegistrationState,
  type VaultRightDetail,
} from '@marketsafe/contract';
import { Badge, Button, Card, Field, Table, type Tone, useAnnounce } from '@marketsafe/looks';
import { formatDay, m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { put } from '../../api/client.ts';
import { refreshVault, VAULT } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { HelpedText } from '../../components/helped-text.tsx';
import { today } from '../../format/today.ts';

const NAMES = {
  submitted: m.rights_register_submitted,
  verified: m.rights_register_verified,
  refused: m.rights_register_refused,
} as const;
const TONES: Readonly<Record<RegistrationState, Tone>> = {
  submitted: 'warn',
  verified: 'good',
  refused: 'bad',
};

/** What the history says of a registration, which is kept as codes and a day. */
export function registrationWords(text: string): string {
  const [marketplace = '', state = '', on = '', ...number] = text.split(' · ');
  const named = REGISTRATION_STATES.find((each) => each === state);
  return [marketplaceName(marketplace), named ? NAMES[named]() : state, formatDay(on), ...number].join(' · ');
}

/** How a right stands with a marketplace's register. */
export function RegistrationBadge({ state }: { state: RegistrationState }) {
  return <Badge tone={TONES[state]}>{NAMES[state]()}</Badge>;
}

/** Expedited registration of a right with each marketplace; the program's staff note what a marketplace said. */
export function RegistrationsCard({ right }: { right: VaultRightDetail }) {
  const rows = MARKETPLACE_IDS.map((marketplace) => ({
    marketplace,
    found: right.registrations.find((one) => one.marketplace === marketplace),
  }));
  const state = ({ found }: { found: Registration | undefined }) =>
    found ? (
      <RegistrationBadge state={found.state} />
    ) : (
      <span className="soft">{m.rights_register_not()}</span>
    );
  return (
    <Card title={m.rights_register_title()}>
      <Table
        caption={m.rights_register_title()}
        captionHidden
        rows={rows}
        keyOf={({ marketplace }) => marketplace}
        columns={[
          {
            key: 'marketplace',
            heading: m.rights_register_marketplace(),
            kind: 'header',
            cell: ({ marketplace }) => marketplaceName(marketplace),
          },
          { key: 'state', heading: m.rights_column_status(), cell: state },
          {
            key: 'number',
            heading: m.rights_register_number(),
            cell: ({ found }) => <bdi>{found?.number}</bdi>,
          },
          {
            key: 'submitted',
            heading: m.rights_register_submitted_on(),
            cell: ({ found }) =>
              found && (
                <>
                  {formatDay(found.submittedOn)}{' '}
                  <span className="soft small">{m.rights_register_after({ count: found.days })}</span>
                  {found.cause !== null && <HelpedText text={found.cause} />}
                </>
              ),
          },
        ]}
      />
      {right.may.note && <NoteForm right={right} />}
    </Card>
  );
}

function NoteForm({ right }: { right: VaultRightDetail }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const [marketplace, setMarketplace] = useState<MarketplaceId>('taobao');
  const [state, setState] = useState<RegistrationState>('submitted');
  const [on, setOn] = useState(today());
  const [number, setNumber] = useState('');
  const [cause, setCause] = useState('');
  const [lacking, setLacking] = useState(false);
  const note = useMutation({
    mutationFn: () =>
      put(`${VAULT}/${right.rightId}/registrations/${marketplace}`, {
        ...{ state, on, number: number.trim() || null },
        cause: state === 'refused' ? cause.trim() : null,
      }),
    onSuccess: () => announce(m.rights_register_noted()),
    onSettled: () => refreshVault(client),
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const open = state === 'refused' && cause.trim() === '';
    setLacking(open);
    if (!open && on !== '') note.mutate();
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={m.rights_register_marketplace()}>
        {(control) => (
          <select
            {...control}
            value={marketplace}
            onChange={(event) => setMarketplace(event.target.value as MarketplaceId)}
          >
            {MARKETPLACE_IDS.map((id) => (
              <option key={id} value={id}>
                {marketplaceName(id)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={m.rights_column_status()}>
        {(control) => (
          <select
            {...control}
            value={state}
            onChange={(event) => setState(event.target.value as RegistrationState)}
          >
            {REGISTRATION_STATES.map((each) => (
              <option key={each} value={each}>
                {NAMES[each]()}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={m.rights_register_on()}>
        {(control) => (
          <input {...control} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
        )}
      </Field>
      <Field label={m.rights_register_number()}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={100}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </Field>
      {state === 'refused' && (
        <Field label={m.rights_refuse_cause()} problem={lacking ? m.rights_form_needed() : null}>
          {(control) => (
            <input
              {...control}
              maxLength={500}
              value={cause}
              onChange={(event) => setCause(event.target.value)}
            />
          )}
        </Field>
      )}
      {note.error && <FailureNotice error={note.error} />}
      <div className="actions">
        <Button type="submit" busy={note.isPending}>
          {m.rights_register_note()}
        </Button>
      </div>
    </form>
  );
}
