import { type OwnPasskey, passkeyName } from '@marketsafe/contract';
import { Button, Dialog, Field } from '@marketsafe/looks';
import { browserName, m } from '@marketsafe/words';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { patch, remove } from '../../api/client.ts';
import { addPasskey } from '../../api/passkeys.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PasskeyFailure } from '../../components/sign-in/passkey-failure.tsx';
import { useAccountChange } from './use-account-change.ts';
import { NotProven, useProof } from './use-proof.tsx';

interface DialogProps {
  onDone: (say: () => string) => void;
  onClose: () => void;
}

/** The name that a passkey gets, and what it is for. */
function NameForm(props: {
  name: string;
  doIt: string;
  busy: boolean;
  failure: ReactNode;
  onName: (name: string) => void;
  onClose: () => void;
}) {
  const { doIt, busy, failure, onName, onClose } = props;
  const [name, setName] = useState(props.name);
  const [wrong, setWrong] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = passkeyName.safeParse(name);
    setWrong(!read.success);
    if (read.success) onName(read.data);
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={m.account_token_name()}
        help={<p className="soft">{m.account_passkey_name_help()}</p>}
        problem={wrong ? m.account_passkey_name_wrong() : null}
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            maxLength={100}
            value={name}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {failure}
      <div className="actions">
        <Button type="submit" kind="main" busy={busy}>
          {doIt}
        </Button>
        <Button onClick={onClose}>{m.console_cancel()}</Button>
      </div>
    </form>
  );
}

/** Asks for a name, has the browser make a passkey, and keeps it. */
export function AddPasskeyDialog({ onDone, onClose }: DialogProps) {
  const { proven, dialog } = useProof();
  const add = useAccountChange((name: string) => proven(() => addPasskey(name)));
  const failed = add.error && !(add.error instanceof NotProven);
  return (
    <Dialog title={m.account_passkey_add_title()} onClose={onClose}>
      <NameForm
        name={browserName(navigator.userAgent)}
        doIt={m.account_passkey_add_do()}
        busy={add.isPending}
        failure={failed && <PasskeyFailure error={add.error} making />}
        onName={(name) =>
          add.mutate(name, { onSuccess: () => onDone(() => m.account_passkey_added({ name })) })
        }
        onClose={onClose}
      />
      {dialog}
    </Dialog>
  );
}

/** Asks what a passkey is to be called. */
export function RenamePasskeyDialog({ passkey, onDone, onClose }: DialogProps & { passkey: OwnPasskey }) {
  const rename = useAccountChange((name: string) => patch(`/v1/me/passkeys/${passkey.passkeyId}`, { name }));
  return (
    <Dialog title={m.account_passkey_rename_of({ name: passkey.name })} onClose={onClose}>
      <NameForm
        name={passkey.name}
        doIt={m.account_passkey_rename_do()}
        busy={rename.isPending}
        failure={rename.error && <FailureNotice error={rename.error} />}
        onName={(name) =>
          rename.mutate(name, { onSuccess: () => onDone(() => m.account_passkey_renamed({ name })) })
        }
        onClose={onClose}
      />
    </Dialog>
  );
}

/** Says what removing a passkey comes to before it is done. */
export function RemovePasskeyDialog({ passkey, onDone, onClose }: DialogProps & { passkey: OwnPasskey }) {
  const { passkeyId, name } = passkey;
  const { proven, dialog } = useProof();
  const drop = useAccountChange(() => proven(() => remove(`/v1/me/passkeys/${passkeyId}`)));
  return (
    <Dialog title={m.account_passkey_remove_of({ name })} onClose={onClose}>
      <div className="stack">
        <p>{m.account_passkey_remove_about()}</p>
        {drop.error && !(drop.error instanceof NotProven) && <FailureNotice error={drop.error} />}
        <div className="actions">
          <Button
            kind="danger"
            busy={drop.isPending}
            onClick={() =>
              drop.mutate(undefined, { onSuccess: () => onDone(() => m.account_passkey_removed({ name })) })
            }
          >
            {m.account_passkey_remove_do()}
          </Button>
          <Button onClick={onClose}>{m.console_cancel()}</Button>
        </div>
      </div>
      {dialog}
    </Dialog>
  );
}
