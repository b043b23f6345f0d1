import { EXPEDITE_CAUSES, type PacketGroup, type PacketOrder } from '@marketsafe/contract';
import { Badge, Button, Check, Dialog, Field, FieldGroup, ForeignText, Loading } from '@marketsafe/looks';
import { expediteCauseName, m } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { candidateClaimsQuery } from '../../api/packet-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface Props {
  group: PacketGroup;
  /** Some of its claims are chosen; otherwise all go. */
  choose: boolean;
  /** Claims of it were marked as urgent in the review. */
  urgent: boolean;
  onBuild: (order: PacketOrder) => void;
  onClose: () => void;
}

/** Asks which claims of a group go, and whether they go before others and why. */
export function BuildDialog({ group, choose, urgent, onBuild, onClose }: Props) {
  const [expedited, setExpedited] = useState<PacketOrder['expedited']>(urgent || !choose ? 'safety' : null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState(false);
  const list = useQuery({ ...candidateClaimsQuery(group), enabled: choose });
  const claims = list.data?.claims ?? [];
  const chosen = claims.filter(({ claimId }) => !left.has(claimId));

  function confirm(event: SubmitEvent) {
    event.preventDefault();
    if (choose && chosen.length === 0) return setWrong(true);
    onBuild({ group, expedited, ...(choose && { claimIds: chosen.map(({ claimId }) => claimId) }) });
  }
  const mark = (claimIds: readonly string[], isChosen: boolean) => {
    setWrong(false);
    setLeft((before) => {
      const after = new Set(before);
      for (const claimId of claimIds) isChosen ? after.delete(claimId) : after.add(claimId);
      return after;
    });
  };

  return (
    <Dialog title={choose ? m.packets_choose_title() : m.packets_expedite_cause()} onClose={onClose}>
      <form className="stack" onSubmit={confirm}>
        {choose && <p>{m.packets_choose_about()}</p>}
        <Field label={m.packets_expedite_cause()} help={<p className="soft">{m.packets_expedite_about()}</p>}>
          {(control) => (
            <select
              {...control}
              value={expedited ?? ''}
              onChange={(event) =>
                setExpedited(EXPEDITE_CAUSES.find((cause) => cause === event.target.value) ?? null)
              }
            >
              {choose && <option value="">{m.packets_expedite_usual()}</option>}
              {EXPEDITE_CAUSES.map((cause) => (
                <option key={cause} value={cause}>
                  {expediteCauseName(cause)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {choose && list.error && <FailureNotice error={list.error} onRetry={() => list.refetch()} />}
        {choose && list.isPending && <Loading>{m.packets_loading()}</Loading>}
        {claims.length > 0 && (
          <FieldGroup legend={m.packets_choose_title()} problem={wrong ? m.packets_choose_none() : null}>
            <Check
              checked={chosen.length === claims.length}
              onCheck={(all) =>
                mark(
                  claims.map(({ claimId }) => claimId),
                  all,
                )
              }
            >
              {m.packets_choose_all()}
            </Check>
            <div className="packet-choice">
              {claims.map(({ claimId, number, target, urgent: soon }) => (
                <Check
                  key={claimId}
                  checked={!left.has(claimId)}
                  onCheck={(isChosen) => mark([claimId], isChosen)}
                >
                  <span className="number">{number}</span>{' '}
                  <ForeignText text={target.title ?? target.itemId} />{' '}
                  {soon && <Badge tone="bad">{m.packets_urgent()}</Badge>}
                </Check>
              ))}
            </div>
          </FieldGroup>
        )}
        <div className="actions">
          <Button type="submit" kind="main" unavailable={choose && !list.data}>
            {choose ? m.packets_build_chosen({ count: chosen.length }) : m.packets_build()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
