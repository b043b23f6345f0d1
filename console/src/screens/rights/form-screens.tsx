import {
  RIGHT_CHANGES,
  type RightChange,
  type RightFields,
  type VaultRightDetail,
  vaultRightDetail,
} from '@marketsafe/contract';
import { Button, Loading, Notice, useAnnounce } from '@marketsafe/looks';
import './rights.css';
import { m } from '@marketsafe/words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client.ts';
import { ApiFailure } from '../../api/failure.ts';
import { refreshVault, rightQuery, VAULT } from '../../api/rights-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { EMPTY_FORM, faultsOf, formOf } from './form-values.ts';
import { ForHolder } from './holder-choice.tsx';
import { RightForm } from './right-form.tsx';

/** What the server said of the fields; its other refusals are shown whole. */
function fieldFaults(error: unknown) {
  return error instanceof ApiFailure ? faultsOf(error.problem?.errors ?? []) : {};
}

/** Registers a right: the organisation's own, or a holder's by a mandate. */
export function NewRightScreen({ holder }: { holder?: string }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  // Made once, so that a second try is the same right.
  const [rightId] = useState(() => crypto.randomUUID());
  const register = useMutation({
    mutationFn: (fields: RightFields) =>
      send(
        'POST',
        holder === undefined ? VAULT : `${VAULT}?holder=${holder}`,
        { rightId, ...fields },
        vaultRightDetail,
      ),
    onSuccess: async ({ mark }) => {
      await refreshVault(client);
      announce(m.rights_form_registered({ mark }));
      await navigate({ to: '/rights/$rightId', params: { rightId } });
    },
  });
  return (
    <>
      <p>
        <Link to="/rights">{m.rights_all()}</Link>
      </p>
      <PageHeading title={m.rights_form_new()} />
      <ForHolder holder={holder} />
      <p>{m.rights_form_as_at_office()}</p>
      {register.error && <FailureNotice error={register.error} />}
      <RightForm
        initial={EMPTY_FORM}
        first="type"
        submit={m.rights_form_register()}
        busy={register.isPending}
        faults={fieldFaults(register.error)}
        onSubmit={register.mutate}
      />
    </>
  );
}

const FIRST = { correction: 'mark', renewal: 'renewedOn', assignment: 'owner' } as const;
const TITLES = {
  correction: m.rights_form_correction,
  renewal: m.rights_form_renewal,
  assignment: m.rights_form_assignment,
} as const;

/** Changes a right: what was wrong, what the office renewed, or whom it was assigned to. */
export function EditRightScreen({ rightId, change }: { rightId: string; change: string }) {
  const right = useQuery({ ...rightQuery(rightId), refetchOnWindowFocus: false });
  const known = RIGHT_CHANGES.find((each) => each === change) ?? 'correction';
  return (
    <>
      <p>
        <Link to="/rights/$rightId" params={{ rightId }}>
          {right.data?.mark ?? m.rights_all()}
        </Link>
      </p>
      <PageHeading title={TITLES[known]({ mark: right.data?.mark ?? '' })} />
      {right.error && <FailureNotice error={right.error} onRetry={() => right.refetch()} />}
      {right.isPending && <Loading>{m.rights_detail_loading()}</Loading>}
      {right.data && <EditForm key={right.data.revision} right={right.data} change={known} />}
    </>
  );
}

function EditForm({ right, change }: { right: VaultRightDetail; change: RightChange }) {
  const { rightId, revision } = right;
  const client = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: (fields: RightFields) =>
      send('PATCH', `${VAULT}/${rightId}`, { revision, change, fields }, vaultRightDetail),
    onSuccess: async ({ mark }) => {
      await refreshVault(client);
      announce(m.rights_form_saved({ mark }));
      await navigate({ to: '/rights/$rightId', params: { rightId } });
    },
  });
  const isChanged =
    save.error instanceof ApiFailure && save.error.problem?.code === 'right-changed-meanwhile';
  return (
    <>
      <p>{m.rights_form_as_at_office()}</p>
      {isChanged ? (
        <Notice
          tone="warn"
          urgency="alert"
          title={m.rights_problem_changed()}
          actions={<Button onClick={() => refreshVault(client)}>{m.rights_form_load_anew()}</Button>}
        >
          {m.rights_form_changed_help()}
        </Notice>
      ) : (
        save.error && <FailureNotice error={save.error} />
      )}
      <RightForm
        initial={formOf(right)}
        first={FIRST[change]}
        submit={m.rights_form_save()}
        busy={save.isPending}
        faults={fieldFaults(save.error)}
        onSubmit={save.mutate}
      />
    </>
  );
}
