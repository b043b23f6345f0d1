import { displayUserCode, normaliseUserCode } from '@marketsafe/contract';
import { Button, Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefCallback, useState } from 'react';
import { type DeviceRequest, lookUpDevice } from '../../api/auth.ts';
import { CodeFailure } from './code-failure.tsx';

/**
 * Asks for the code that the extension shows. Looking it up ties it to this user, so that is never done without a press of the
 * button, even where the address brought a code along.
 */
export function CodeForm(props: {
  focusTarget: RefCallback<HTMLElement>;
  givenCode: string;
  onFound: (code: string, request: DeviceRequest) => void;
}) {
  const [typed, setTyped] = useState(() => displayUserCode(props.givenCode));
  const lookUp = useMutation({
    mutationFn: lookUpDevice,
    onSuccess: (request, code) => props.onFound(code, request),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    lookUp.mutate(normaliseUserCode(typed));
  }

  return (
    <>
      {lookUp.error && <CodeFailure error={lookUp.error} />}
      <form className="card stack" onSubmit={submit}>
        <Field label={m.device_code_label()} help={<p className="soft">{m.device_code_help()}</p>}>
          {(control) => (
            <input
              {...control}
              ref={props.focusTarget}
              className="input code-input"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              required
            />
          )}
        </Field>
        <Button type="submit" kind="main" busy={lookUp.isPending}>
          {lookUp.isPending ? m.device_looking_up() : m.device_continue()}
        </Button>
      </form>
    </>
  );
}
