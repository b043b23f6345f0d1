import { useEffect, useState } from 'react';
import { onSettings, readSettings, type Settings, writeSettings } from './settings.ts';

export interface SettingsControl {
  /** Undefined until they have been read. */
  settings: Settings | undefined;
  /** Why the last change was not stored. */
  problem: string | null;
  change: (change: Partial<Settings>) => Promise<boolean>;
}

const NOT_STORED =
  'This setting was not saved: the browser could not store it. The earlier value still stands.';

/** Settings of this browser, live in every open page. */
export function useSettings(): SettingsControl {
  const [settings, setSettings] = useState<Settings>();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void readSettings().then(setSettings);
    return onSettings(setSettings);
  }, []);
  return {
    settings,
    problem,
    change: async (change) => {
      try {
        setSettings(await writeSettings(change));
        setProblem(null);
        return true;
      } catch (error) {
        console.error(error);
        setProblem(NOT_STORED);
        return false;
      }
    },
  };
}
