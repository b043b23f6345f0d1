import { FEWEST_VOTES, type GroupPoll } from '@marketsafe/contract';
import { Button, Card, Check, Meter, useAnnounce } from '@marketsafe/looks';
import { formatDay, m } from '@marketsafe/words';
import { useId, useState } from 'react';
import { useVote } from '../../api/group-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** A poll: the organisation's vote while it is open, its result afterwards. */
export function PollCard({ topicId, poll, writes }: { topicId: string; poll: GroupPoll; writes: boolean }) {
  const { question, options, closesOn, closed, result } = poll;
  const date = formatDay(closesOn);
  return (
    <Card title={m.group_poll_card()}>
      <p>
        <strong>
          <bdi>{question}</bdi>
        </strong>{' '}
        <span className="soft small">
          {closed ? m.group_poll_was({ date }) : m.group_poll_open({ date })}
        </span>
      </p>
      {!closed && <p className="soft small">{m.group_poll_secret({ count: FEWEST_VOTES })}</p>}
      {closed && result === null && <p>{m.group_poll_too_few({ count: FEWEST_VOTES })}</p>}
      {result !== null && (
        <ul className="plain stack-small">
          {options.map((option, place) => (
            <li key={option}>
              <bdi>{option}</bdi>
              <Meter value={result[place] ?? 0} of={Math.max(...result, 1)}>
                {m.group_poll_votes({ count: result[place] ?? 0 })}
              </Meter>
            </li>
          ))}
        </ul>
      )}
      {!closed && writes && <VoteForm topicId={topicId} poll={poll} />}
      {!closed && !writes && (
        <ul>
          {options.map((option) => (
            <li key={option}>
              <bdi>{option}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function VoteForm({ topicId, poll: { question, options, chosen } }: { topicId: string; poll: GroupPoll }) {
  const name = useId();
  const announce = useAnnounce();
  const [option, setOption] = useState<number | null>(null);
  const held = option ?? chosen;
  const vote = useVote(topicId, () => announce(m.group_poll_voted()));
  return (
    <form
      className="stack-small"
      onSubmit={(event) => {
        event.preventDefault();
        if (held !== null && held !== chosen) vote.mutate(held);
      }}
    >
      <fieldset className="stack-small group-poll">
        <legend className="visually-hidden">{question}</legend>
        {options.map((text, place) => (
          <Check
            key={text}
            type="radio"
            name={name}
            checked={held === place}
            onCheck={() => setOption(place)}
          >
            <bdi>{text}</bdi>
          </Check>
        ))}
      </fieldset>
      {chosen !== null && <p className="soft small">{m.group_poll_voted()}</p>}
      {vote.error && <FailureNotice error={vote.error} />}
      <div className="actions">
        <Button type="submit" busy={vote.isPending}>
          {m.group_poll_vote()}
        </Button>
      </div>
    </form>
  );
}
