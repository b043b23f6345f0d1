import { PASSWORD_LENGTH } from '@marketsafe/contract';
import { Field } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

/** A new password, with what it needs. */
export function PasswordField(props: {
  label: string;
  value: string;
  wrong: boolean;
  onChange: (password: string) => void;
}) {
  return (
    <Field
      label={props.label}
      help={<p className="soft">{m.people_inv_password_help({ least: PASSWORD_LENGTH.least })}</p>}
      problem={props.wrong ? m.people_inv_password_wrong(PASSWORD_LENGTH) : null}
    >
      {(control) => (
        <input
          {...control}
          type="password"
          autoComplete="new-password"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** For password managers, which keep a password under it. */
export function AccountOfPassword({ email }: { email: string }) {
  return (
    <input
      className="visually-hidden"
      type="email"
      autoComplete="username"
      value={email}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
