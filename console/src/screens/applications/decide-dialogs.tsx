import {
  APPLICATION_CAUSES,
  type ApplicationCause,
  type ApplicationDecision,
  type ApplicationDetail,
  leftTwins,
} from '@marketsafe/contract';
import { Button, Dialog, Field, TextField } from '@marketsafe/looks';
import { applicationCauseName, formatDay, m } from '@marketsafe/words';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface DialogProps {
  application: ApplicationDetail;
  busy: boolean;
  error: unknown;
  onDecide: (decision: ApplicationDecision) => void;
  onClose: () => void;
}

function Frame(props: {
  title: string;
  about: string;
  submit: string;
  given: DialogProps;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { busy, error, onClose } = props.given;
  return (
    <Dialog title={props.title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <p>{props.about}</p>
        {props.children}
        {error !== null && error !== undefined && <FailureNotice error={error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={busy}>
            {props.submit}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Asks the applicant something. */
export function AskDialog(given: DialogProps) {
  const { revision } = given.application;
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <Frame
      title={m.application_screen_ask()}
      about={m.application_screen_ask_about()}
      submit={m.application_screen_ask_send()}
      given={given}
      onSubmit={() => {
        setWrong(text.trim() === '');
        if (text.trim() !== '') given.onDecide({ decision: 'ask', revision, text: text.trim() });
      }}
    >
      <TextField
        label={m.application_screen_ask_words()}
        problem={wrong ? m.application_screen_words_wrong() : null}
        limit={4_000}
        rows={6}
        value={text}
        onChange={setText}
      />
    </Frame>
  );
}

/** Declines, with a cause in the applicant's language and words of one's own. */
export function DeclineDialog(given: DialogProps) {
  const { revision, state } = given.application;
  const [cause, setCause] = useState<ApplicationCause | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const lacksText = cause === 'other' && text.trim() === '';
  return (
    <Frame
      title={m.application_screen_decline()}
      about={
        state === 'appealed' ? m.application_screen_decline_final() : m.application_screen_decline_about()
      }
      submit={m.application_screen_decline_do()}
      given={given}
      onSubmit={() => {
        setTried(true);
        if (cause !== null && !lacksText)
          given.onDecide({ decision: 'decline', revision, cause, text: text.trim() });
      }}
    >
      <Field
        label={m.application_screen_cause()}
        problem={tried && cause === null ? m.application_screen_cause_wrong() : null}
      >
        {(control) => (
          <select
            {...control}
            value={cause ?? ''}
            onChange={(event) =>
              setCause(APPLICATION_CAUSES.find((one) => one === event.target.value) ?? null)
            }
          >
            <option value="">{m.application_choose()}</option>
            {APPLICATION_CAUSES.map((one) => (
              <option key={one} value={one}>
                {applicationCauseName(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={m.application_screen_decline_words()}
        problem={tried && lacksText ? m.application_screen_words_wrong() : null}
        limit={4_000}
        rows={5}
        value={text}
        onChange={setText}
      />
    </Frame>
  );
}

/** Accepts, and says which of a representative's holders take part already. */
export function AcceptDialog(given: DialogProps) {
  const { application } = given;
  const { data, kind, revision, twins } = application;
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const left = leftTwins(twins, null);
  const [same, setSame] = useState('');
  const [tried, setTried] = useState(false);
  const known = (holder: string) => [
    ...new Map(
      twins.flatMap(({ holder: of, found }) =>
        of === holder && found.in === 'organisation' && found.kind === 'rights_holder'
          ? [[found.organisationId, found.name] as const]
          : [],
      ),
    ),
  ];
  return (
    <Frame
      title={m.application_screen_accept()}
      about={m.application_screen_accept_about({ rights: data.rights.length })}
      submit={m.application_screen_accept_do()}
      given={given}
      onSubmit={() => {
        const holders = Object.entries(chosen)
          .filter(([, organisationId]) => organisationId !== '')
          .map(([holder, organisationId]) => ({ holder, organisationId }));
        setTried(true);
        if (left.length > 0 && same === '') return;
        const said = same === 'other' ? { distinct: true as const } : { returns: same };
        given.onDecide({ decision: 'accept', revision, holders, ...(left.length > 0 ? said : {}) });
      }}
    >
      {left.length > 0 && (
        <Field
          label={m.application_screen_accept_left()}
          help={m.application_screen_accept_left_help()}
          problem={tried && same === '' ? m.application_screen_cause_wrong() : null}
        >
          {(control) => (
            <select {...control} value={same} onChange={(event) => setSame(event.target.value)}>
              <option value="">{m.application_choose()}</option>
              {left.map(({ organisationId, name, on, from }) => (
                <option key={organisationId} value={organisationId}>
                  {m.application_screen_accept_left_is({ name, day: formatDay(on), from: formatDay(from) })}
                </option>
              ))}
              {!left.some(({ isSure }) => isSure) && (
                <option value="other">{m.application_screen_accept_left_other()}</option>
              )}
            </select>
          )}
        </Field>
      )}
      {kind === 'representative' &&
        data.holders.map(({ id, values }) => (
          <Field key={id} label={m.application_screen_accept_holder({ name: values.name })}>
            {(control) => (
              <select
                {...control}
                value={chosen[id] ?? ''}
                onChange={(event) => setChosen({ ...chosen, [id]: event.target.value })}
              >
                <option value="">{m.application_screen_accept_new()}</option>
                {known(id).map(([organisationId, name]) => (
                  <option key={organisationId} value={organisationId}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
    </Frame>
  );
}
