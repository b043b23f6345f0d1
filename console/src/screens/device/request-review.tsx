import { EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RefCallback } from 'react';
import { answerDevice } from '../../api/auth.ts';
import { meQuery } from '../../api/queries.ts';
import { Notice } from '../../components/notice.tsx';
import { displayUserCode } from '../../format/user-code.ts';
import { CodeFailure } from './code-failure.tsx';

/** Shows what is asked, by whom, for which organisation, and takes the answer. */
export function RequestReview(props: {
  focusTarget: RefCallback<HTMLElement>;
  code: string;
  clientId: string;
  onAnswered: (outcome: 'approved' | 'denied') => void;
  onOtherCode: () => void;
}) {
  const me = useQuery(meQuery);
  const answer = useMutation({
    mutationFn: (wanted: 'approve' | 'deny') => answerDevice(props.code, wanted),
    onSuccess: (_, wanted) => props.onAnswered(wanted === 'approve' ? 'approved' : 'denied'),
  });

  const known = props.clientId === EXTENSION_CLIENT_ID;
  return (
    <>
      {answer.error && <CodeFailure error={answer.error} />}
      <section className="card stack">
        <h2 ref={props.focusTarget} tabIndex={-1}>
          {known ? 'MarketSafe Reporter extension asks to sign in' : 'An unknown program asks to sign in'}
        </h2>
        <dl className="facts">
          <dt>Code</dt>
          <dd className="code-shown">{displayUserCode(props.code)}</dd>
          <dt>Program</dt>
          <dd>{known ? 'MarketSafe Reporter extension' : props.clientId}</dd>
          <dt>Organisation</dt>
          <dd>{me.data?.organisation.name}</dd>
          <dt>Acting as</dt>
          <dd>
            {me.data?.user.name} ({me.data?.user.email})
          </dd>
          <dt>It may</dt>
          <dd>
            read your organisation’s rights, hand in claims with evidence in your name, and see how they fare
          </dd>
        </dl>
        <Notice tone="warn" title="Only approve a code that you see in your own browser’s extension">
          <p>
            If somebody sent you this code or a link to this page, deny it: approving would let them hand in
            claims in your name.
          </p>
        </Notice>
        <div className="actions">
          {known && (
            <button
              type="button"
              className="primary"
              disabled={answer.isPending}
              onClick={() => answer.mutate('approve')}
            >
              Approve
            </button>
          )}
          <button type="button" disabled={answer.isPending} onClick={() => answer.mutate('deny')}>
            Deny
          </button>
          <button type="button" className="link" onClick={props.onOtherCode}>
            Enter another code
          </button>
        </div>
      </section>
    </>
  );
}
