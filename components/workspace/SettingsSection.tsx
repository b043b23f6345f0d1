import { Button, Card, Check, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { KeepDaysField } from './KeepDaysField.tsx';
import { ProfileField } from './ProfileField.tsx';

const COMMANDS = {
  'sweep-not-infringing': m.workspace_shortcut_not_infringing,
  'sweep-watch': m.workspace_shortcut_watch,
  'sweep-undo': m.workspace_shortcut_undo,
  'capture-whole-page': m.workspace_shortcut_whole_is,
};

interface SettingsSectionProps {
  /** Undefined until they have been read. */
  settings:
    | { discreet: boolean; sharesDrafts: boolean; keepDays: number; profile: 'quick' | 'full' }
    | undefined;
  /** The last change was not stored. */
  failed: boolean;
  /** Who is signed in; null when nobody is. */
  account: { name: string; organisation: string } | null;
  /** The way to sign in. */
  signIn: ReactNode;
  server: ReactNode;
  language: ReactNode;
  permissions: ReactNode;
  shortcut: {
    keys: string | undefined;
    others: readonly { command: keyof typeof COMMANDS; keys: string }[] | undefined;
    manual: boolean;
    change: () => Promise<void>;
  };
  onDiscreet: (discreet: boolean) => void;
  onSharesDrafts: (shares: boolean) => void;
  onProfile: (profile: 'quick' | 'full') => void;
  onKeepDays: (days: number) => Promise<boolean>;
  onSignOut: () => void;
}

/** Everything that can be set. */
export function SettingsSection(props: SettingsSectionProps) {
  const { settings, failed, account, shortcut } = props;
  return (
    <>
      <h1>{m.shared_settings()}</h1>
      <div role="status">{failed && <Notice tone="bad">{m.workspace_not_stored()}</Notice>}</div>
      {account ? (
        <Card title={m.workspace_account()}>
          <p dir="auto">
            {m.workspace_signed_in_as({ name: account.name, organisation: account.organisation })}
          </p>
          <p className="soft small">{m.workspace_sign_out_help()}</p>
          <div className="actions">
            <Button onClick={props.onSignOut}>{m.workspace_sign_out()}</Button>
          </div>
        </Card>
      ) : (
        props.signIn
      )}
      <Card title={m.workspace_backend()}>{props.server}</Card>
      <Card title={m.language_section()}>{props.language}</Card>
      {props.permissions}
      {settings && (
        <Card title={m.workspace_page()}>
          <Check checked={settings.discreet} help={m.workspace_discreet_help()} onCheck={props.onDiscreet}>
            {m.workspace_discreet()}
          </Check>
        </Card>
      )}
      {settings && (
        <Card title={m.workspace_colleagues()}>
          <Check
            checked={settings.sharesDrafts}
            help={m.workspace_shares_drafts_help()}
            onCheck={props.onSharesDrafts}
          >
            {m.workspace_shares_drafts()}
          </Check>
        </Card>
      )}
      {settings && (
        <Card title={m.workspace_capture()}>
          <ProfileField profile={settings.profile} onProfile={props.onProfile} />
        </Card>
      )}
      <Card title={m.workspace_shortcut()}>
        {shortcut.keys === '' && <p>{m.workspace_shortcut_none()}</p>}
        {shortcut.keys && (
          <p>
            {m.workspace_shortcut_is()} <kbd>{shortcut.keys}</kbd>
          </p>
        )}
        {shortcut.others?.map(({ command, keys }) => (
          <p key={command}>
            {COMMANDS[command]()}{' '}
            {keys === '' ? <span className="soft">{m.workspace_shortcut_unset()}</span> : <kbd>{keys}</kbd>}
          </p>
        ))}
        <div className="actions">
          <Button onClick={() => void shortcut.change()}>{m.workspace_shortcut_change()}</Button>
        </div>
        <div role="status">
          {shortcut.manual && <Notice tone="info">{m.workspace_shortcut_manual()}</Notice>}
        </div>
      </Card>
      {settings && (
        <Card title={m.workspace_keep()}>
          <KeepDaysField keepDays={settings.keepDays} onSave={props.onKeepDays} />
        </Card>
      )}
    </>
  );
}
