import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';

export interface PermissionControl {
  /** Undefined until the browser has said. */
  granted: boolean | undefined;
  /** What asking came to, where the state alone does not say it: it was not given, or not taken back. */
  notice: 'refused' | 'kept' | null;
  /** Asks the user. Must be called in the click's own turn, before any await: browsers ask for a user's gesture only. */
  request: () => void;
  revoke: () => void;
}

/** What is asked for: pages by match patterns, or something that the browser can do. */
export type Wanted = { origins: readonly string[] } | { permissions: readonly 'notifications'[] };

/** Follows whether something is allowed, and lets the user change it. */
export function usePermission(wanted: Wanted): PermissionControl {
  const [granted, setGranted] = useState<boolean>();
  const [notice, setNotice] = useState<'refused' | 'kept' | null>(null);
  const key = JSON.stringify(wanted);
  useEffect(() => {
    const read = () => void browser.permissions.contains(asked(key)).then(setGranted);
    browser.permissions.onAdded.addListener(read);
    browser.permissions.onRemoved.addListener(read);
    read();
    return () => {
      browser.permissions.onAdded.removeListener(read);
      browser.permissions.onRemoved.removeListener(read);
    };
  }, [key]);

  const noteAnswer = (answer: Promise<boolean>, otherwise: 'refused' | 'kept') => {
    answer.then(
      (done) => setNotice(done ? null : otherwise),
      (error: unknown) => {
        console.error(error);
        setNotice(otherwise);
      },
    );
  };
  return {
    granted,
    notice,
    request: () => noteAnswer(browser.permissions.request(asked(key)), 'refused'),
    revoke: () => noteAnswer(browser.permissions.remove(asked(key)), 'kept'),
  };
}

function asked(key: string): { origins?: string[]; permissions?: 'notifications'[] } {
  return JSON.parse(key);
}
