import { EXTENSION_CLIENT_ID } from '@marketsafe/contract';
import { Button, Notice, Pair, Pairs } from '@marketsafe/looks';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RefCallback } from 'react';
import { answerDevice } from '../../api/auth.ts';
import { meQuery } from '../../api/queries.ts';
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
        <Pairs>
          <Pair name="Code" className="code-shown">
            {displayUserCode(props.code)}
          </Pair>
          <Pair name="Program">{known ? 'MarketSafe Reporter extension' : props.clientId}</Pair>
          <Pair name="Organisation">{me.data?.organisation.name}</Pair>
          <Pair name="Acting as">
            {me.data?.user.name} ({me.data?.user.email})
          </Pair>
          <Pair name="It may">
            read your organisation’s rights, hand in claims with evidence in your name, and see how they fare
          </Pair>
        </Pairs>
        <Notice tone="warn" title="Only approve a code that you see in your own browser’s extension">
          <p>
            If somebody sent you this code or a link to this page, deny it: approving would let them hand in
            claims in your name.
          </p>
        </Notice>
        <div className="actions">
          {known && (
            <Button kind="main" busy={answer.isPending} onClick={() => answer.mutate('approve')}>
              Approve
            </Button>
          )}
          <Button busy={answer.isPending} onClick={() => answer.mutate('deny')}>
            Deny
          </Button>
          <Button kind="link" onClick={props.onOtherCode}>
            Enter another code
          </Button>
        </div>
      </section>
    </>
  );
}
