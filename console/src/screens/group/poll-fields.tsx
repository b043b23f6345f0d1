import { FEWEST_VOTES, GROUP_LIMITS } from '@marketsafe/contract';
import { Check, Field, TextField } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { today } from '../../format/today.ts';

/** A poll as it is typed: answers one on each line. */
export interface PollTyped {
  question: string;
  options: string;
  closesOn: string;
}

const EMPTY: PollTyped = { question: '', options: '', closesOn: '' };

/** Asks a question with answers to choose from, or none. */
export function PollFields(props: {
  poll: PollTyped | null;
  /** Paths of fields that are wrong. */
  wrong: ReadonlySet<string>;
  onPoll: (poll: PollTyped | null) => void;
}) {
  const { poll, wrong, onPoll } = props;
  return (
    <>
      <Check checked={poll !== null} onCheck={(asks) => onPoll(asks ? EMPTY : null)}>
        {m.group_poll_add()}
      </Check>
      {poll && (
        <fieldset className="stack group-poll">
          <legend className="visually-hidden">{m.group_poll_card()}</legend>
          <p className="soft small">{m.group_poll_secret({ count: FEWEST_VOTES })}</p>
          <Field
            label={m.group_poll_question()}
            problem={wrong.has('poll.question') ? m.group_field_title_wrong() : null}
          >
            {(control) => (
              <input
                {...control}
                maxLength={GROUP_LIMITS.title}
                autoComplete="off"
                value={poll.question}
                onChange={(event) => onPoll({ ...poll, question: event.target.value })}
              />
            )}
          </Field>
          <TextField
            label={m.group_poll_options()}
            problem={wrong.has('poll.options') ? m.group_poll_options_wrong() : null}
            limit={GROUP_LIMITS.options * (GROUP_LIMITS.option + 1)}
            rows={4}
            value={poll.options}
            onChange={(options) => onPoll({ ...poll, options })}
          />
          <Field
            label={m.group_poll_closes()}
            problem={wrong.has('poll.closesOn') ? m.group_poll_closes_wrong() : null}
          >
            {(control) => (
              <input
                {...control}
                type="date"
                min={today()}
                value={poll.closesOn}
                onChange={(event) => onPoll({ ...poll, closesOn: event.target.value })}
              />
            )}
          </Field>
        </fieldset>
      )}
    </>
  );
}
