import { Button, Card, Check, Notice } from '@marketsafe/looks';
import type { ReactNode } from 'react';
import { KeepDaysField } from './KeepDaysField.tsx';
import { ProfileField } from './ProfileField.tsx';
import { WORDS } from './words.ts';

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
      <h1>{WORDS.settings}</h1>
      <div role="status">{problem && <Notice tone="bad">{problem}</Notice>}</div>
      {account ? (
        <Card title={WORDS.account}>
          <p dir="auto">{WORDS.signedInAs(account.name, account.organisation)}</p>
          <p className="soft small">{WORDS.signOutHelp}</p>
          <div className="actions">
            <Button onClick={props.onSignOut}>{WORDS.signOut}</Button>
          </div>
        </Card>
      ) : (
        props.signIn
      )}
      <Card title={WORDS.backend}>{props.server}</Card>
      {props.permissions}
      {settings && (
        <Card title={WORDS.page}>
          <Check checked={settings.discreet} help={WORDS.discreetHelp} onCheck={props.onDiscreet}>
            {WORDS.discreet}
          </Check>
        </Card>
      )}
      {settings && (
        <Card title={WORDS.capture}>
          <ProfileField profile={settings.profile} onProfile={props.onProfile} />
        </Card>
      )}
      <Card title={WORDS.shortcut}>
        {shortcut.keys === '' && <p>{WORDS.shortcutNone}</p>}
        {shortcut.keys && (
          <p>
            {WORDS.shortcutIs} <kbd>{shortcut.keys}</kbd>
          </p>
        )}
        {shortcut.wholeKeys && (
          <p>
            {WORDS.shortcutWholeIs} <kbd>{shortcut.wholeKeys}</kbd>
          </p>
        )}
        <div className="actions">
          <Button onClick={() => void shortcut.change()}>{WORDS.shortcutChange}</Button>
        </div>
        <div role="status">{shortcut.manual && <Notice tone="info">{WORDS.shortcutManual}</Notice>}</div>
      </Card>
      {settings && (
        <Card title={WORDS.keep}>
          <KeepDaysField keepDays={settings.keepDays} onSave={props.onKeepDays} />
        </Card>
      )}
    </>
  );
}
