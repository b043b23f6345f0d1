import { displayUserCode, EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { Button, Field, Notice, Pair, Pairs } from '@marketsafe/looks';
import { browserName, formatLocalTime, m, scopePhrase } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type RefCallback, useState } from 'react';
import { approveDevice, type DeviceRequest, denyDevice } from '../../api/auth.ts';
import { ownOrganisationsQuery } from '../../api/people-queries.ts';
import { meQuery } from '../../api/queries.ts';
import { CodeFailure } from './code-failure.tsx';

/** Shows what is asked, by whom, for which organisation, and takes the answer. */
export function RequestReview(props: {
  focusTarget: RefCallback<HTMLElement>;
  code: string;
  request: DeviceRequest;
  onAnswered: (outcome: 'approved' | 'denied') => void;
  onOtherCode: () => void;
}) {
  const me = useQuery(meQuery);
  const own = useQuery(ownOrganisationsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const organisationId = chosen ?? own.data?.current ?? me.data?.organisation.organisationId ?? '';
  const answer = useMutation({
    mutationFn: (wanted: 'approve' | 'deny') =>
      wanted === 'approve' ? approveDevice(props.code, organisationId) : denyDevice(props.code),
    onSuccess: (_, wanted) => props.onAnswered(wanted === 'approve' ? 'approved' : 'denied'),
  });

  const { clientId, scopes, device } = props.request;
  const known = clientId === EXTENSION_CLIENT_ID;
  const organisations = own.data?.organisations ?? [];
  const several = organisations.length > 1 ? organisations : null;
  return (
    <>
      {answer.error && <CodeFailure error={answer.error} />}
      <section className="card stack">
        <h2 ref={props.focusTarget} tabIndex={-1}>
          {known ? m.device_asks_known() : m.device_asks_unknown()}
        </h2>
        <Pairs>
          <Pair name={m.device_code()} className="code-shown">
            {displayUserCode(props.code)}
          </Pair>
          <Pair name={m.device_program()}>{known ? m.device_program_known() : clientId}</Pair>
          <Pair name={m.device_device()}>
            {device
              ? m.device_device_at({
                  browser: browserName(device.userAgent),
                  address: device.address ?? '?',
                  time: formatLocalTime(device.requestedAt),
                })
              : m.device_device_unknown()}
          </Pair>
          {several ? null : <Pair name={m.device_organisation()}>{me.data?.organisation.name}</Pair>}
          <Pair name={m.device_acting_as()}>
            {me.data && m.device_acting_as_person({ name: me.data.user.name, email: me.data.user.email })}
          </Pair>
          <Pair name={m.device_may()}>
            <ul className="plain">
              {scopes.map((scope) => (
                <li key={scope}>{scopePhrase(scope)}</li>
              ))}
            </ul>
          </Pair>
        </Pairs>
        <p className="soft">{m.device_may_nothing_else()}</p>
        {several && (
          <Field
            label={m.device_organisation_choose()}
            help={<p className="soft">{m.device_organisation_help()}</p>}
          >
            {(control) => (
              <select {...control} value={organisationId} onChange={(event) => setChosen(event.target.value)}>
                {several.map(({ organisationId: id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Notice tone="warn" title={m.device_warning()}>
          <p>
            {m.device_same_device()} {m.device_warning_help()}
          </p>
        </Notice>
        <div className="actions">
          {known && (
            <Button kind="main" busy={answer.isPending} onClick={() => answer.mutate('approve')}>
              {m.device_approve()}
            </Button>
          )}
          <Button busy={answer.isPending} onClick={() => answer.mutate('deny')}>
            {m.device_deny()}
          </Button>
          <Button kind="link" onClick={props.onOtherCode}>
            {m.device_other_code()}
          </Button>
        </div>
      </section>
    </>
  );
}
