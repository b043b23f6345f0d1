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

/** Follows whether pages may be read, and lets the user change it. `origins` are match patterns. */
export function usePermission(origins: readonly string[]): PermissionControl {
  const [granted, setGranted] = useState<boolean>();
  const [notice, setNotice] = useState<'refused' | 'kept' | null>(null);
  const key = origins.join(' ');
  useEffect(() => {
    const read = () => void browser.permissions.contains({ origins: key.split(' ') }).then(setGranted);
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
    request: () => noteAnswer(browser.permissions.request({ origins: key.split(' ') }), 'refused'),
    revoke: () => noteAnswer(browser.permissions.remove({ origins: key.split(' ') }), 'kept'),
  };
}
