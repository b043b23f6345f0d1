import { EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { Button, Notice, Pair, Pairs } from '@marketsafe/looks';
import { m, scopePhrase } from '@marketsafe/words';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RefCallback } from 'react';
import { answerDevice, type DeviceRequest } from '../../api/auth.ts';
import { meQuery } from '../../api/queries.ts';
import { displayUserCode } from '../../format/user-code.ts';
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
  const answer = useMutation({
    mutationFn: (wanted: 'approve' | 'deny') => answerDevice(props.code, wanted),
    onSuccess: (_, wanted) => props.onAnswered(wanted === 'approve' ? 'approved' : 'denied'),
  });

  const { clientId, scopes } = props.request;
  const known = clientId === EXTENSION_CLIENT_ID;
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
          <Pair name={m.device_organisation()}>{me.data?.organisation.name}</Pair>
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
        <Notice tone="warn" title={m.device_warning()}>
          <p>{m.device_warning_help()}</p>
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
