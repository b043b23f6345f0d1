import { useEffect, useState } from 'react';
import { onSettings, readSettings, type Settings, writeSettings } from './settings.ts';

export interface SettingsControl {
  /** Undefined until they have been read. */
  settings: Settings | undefined;
  /** The last change was not stored: the earlier value still stands. */
  failed: boolean;
  change: (change: Partial<Settings>) => Promise<boolean>;
}

/** Settings of this browser, live in every open page. */
export function useSettings(): SettingsControl {
  const [settings, setSettings] = useState<Settings>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void readSettings().then(setSettings);
    return onSettings(setSettings);
  }, []);
  return {
    settings,
    failed,
    change: async (change) => {
      try {
        setSettings(await writeSettings(change));
        setFailed(false);
        return true;
      } catch (error) {
        console.error(error);
        setFailed(true);
        return false;
      }
    },
  };
}
