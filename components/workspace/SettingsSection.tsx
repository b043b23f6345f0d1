import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { Notice } from '../shared/Notice.tsx';
import { KeepDaysField } from './KeepDaysField.tsx';
import { ProfileField } from './ProfileField.tsx';

interface SettingsSectionProps {
  /** Undefined until they have been read. */
  settings: { discreet: boolean; keepDays: number; profile: 'quick' | 'full' } | undefined;
  /** Why the last change was not stored. */
  problem: string | null;
  /** Who is signed in; null when nobody is. */
  account: { name: string; organisation: string } | null;
  /** The way to sign in. */
  signIn: ReactNode;
  server: ReactNode;
  permissions: ReactNode;
  shortcut: {
    keys: string | undefined;
    wholeKeys: string | undefined;
    manual: boolean;
    change: () => Promise<void>;
  };
  onDiscreet: (discreet: boolean) => void;
  onProfile: (profile: 'quick' | 'full') => void;
  onKeepDays: (days: number) => Promise<boolean>;
  onSignOut: () => void;
}

/** Everything that can be set. */
export function SettingsSection(props: SettingsSectionProps) {
  const { settings, problem, account, shortcut } = props;
  return (
    <>
      <h1>{m.shared_settings()}</h1>
      <div role="status">{problem && <Notice tone="bad">{problem}</Notice>}</div>
      {account ? (
        <section className="card" aria-labelledby="account-title">
          <h2 id="account-title">{m.workspace_account()}</h2>
          <p dir="auto">
            {m.workspace_signed_in_as({ name: account.name, organisation: account.organisation })}
          </p>
          <p className="soft small">{m.workspace_sign_out_help()}</p>
          <div className="actions">
            <button type="button" className="button" onClick={props.onSignOut}>
              {m.workspace_sign_out()}
            </button>
          </div>
        </section>
      ) : (
        props.signIn
      )}
      <section className="card" aria-labelledby="backend-title">
        <h2 id="backend-title">{m.workspace_backend()}</h2>
        {props.server}
      </section>
      {props.permissions}
      {settings && (
        <section className="card" aria-labelledby="page-title">
          <h2 id="page-title">{m.workspace_page()}</h2>
          <label className="check">
            <input
              type="checkbox"
              checked={settings.discreet}
              onChange={(event) => props.onDiscreet(event.target.checked)}
            />
            <span>
              <strong>{m.workspace_discreet()}</strong>
              <br />
              <span className="soft">{m.workspace_discreet_help()}</span>
            </span>
          </label>
        </section>
      )}
      {settings && (
        <section className="card" aria-labelledby="capture-title">
          <h2 id="capture-title">{m.workspace_capture()}</h2>
          <ProfileField profile={settings.profile} onProfile={props.onProfile} />
        </section>
      )}
      <section className="card" aria-labelledby="shortcut-title">
        <h2 id="shortcut-title">{m.workspace_shortcut()}</h2>
        {shortcut.keys === '' && <p>{m.workspace_shortcut_none()}</p>}
        {shortcut.keys && (
          <p>
            {m.workspace_shortcut_is()} <kbd>{shortcut.keys}</kbd>
          </p>
        )}
        {shortcut.wholeKeys && (
          <p>
            {m.workspace_shortcut_whole_is()} <kbd>{shortcut.wholeKeys}</kbd>
          </p>
        )}
        <div className="actions">
          <button type="button" className="button" onClick={() => void shortcut.change()}>
            {m.workspace_shortcut_change()}
          </button>
        </div>
        <div role="status">
          {shortcut.manual && <Notice tone="info">{m.workspace_shortcut_manual()}</Notice>}
        </div>
      </section>
      {settings && (
        <section className="card" aria-labelledby="keep-title">
          <h2 id="keep-title">{m.workspace_keep()}</h2>
          <KeepDaysField keepDays={settings.keepDays} onSave={props.onKeepDays} />
        </section>
      )}
    </>
  );
}
