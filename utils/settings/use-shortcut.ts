import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';

const COMMAND = 'capture-listing';
const WHOLE_COMMAND = 'capture-whole-page';

/** Firefox opens its own page for shortcuts; Chromium browsers show theirs under this address. */
const CHROMIUM_PAGE = 'chrome://extensions/shortcuts';

interface FirefoxCommands {
  openShortcutSettings?: () => Promise<void>;
}

export interface ShortcutControl {
  /** The keys as the browser writes them; empty when the user or another extension took them; undefined until known. */
  keys: string | undefined;
  /** The same of the shortcut that captures the whole page. */
  wholeKeys: string | undefined;
  /** True when the browser could not open its page for shortcuts. */
  manual: boolean;
  change: () => Promise<void>;
}

/** The keyboard shortcuts that capture, read again when the page comes back to the front. */
export function useShortcut(): ShortcutControl {
  const [keys, setKeys] = useState<string>();
  const [wholeKeys, setWholeKeys] = useState<string>();
  const [manual, setManual] = useState(false);
  useEffect(() => {
    const read = async () => {
      const commands = await browser.commands.getAll();
      const keysOf = (name: string) => commands.find((command) => command.name === name)?.shortcut ?? '';
      setKeys(keysOf(COMMAND));
      setWholeKeys(keysOf(WHOLE_COMMAND));
    };
    const focused = () => void read();
    window.addEventListener('focus', focused);
    void read();
    return () => window.removeEventListener('focus', focused);
  }, []);
  return {
    keys,
    wholeKeys,
    manual,
    change: async () => {
      const { openShortcutSettings } = browser.commands as FirefoxCommands;
      try {
        if (openShortcutSettings) await openShortcutSettings.call(browser.commands);
        else await browser.tabs.create({ url: CHROMIUM_PAGE });
      } catch {
        setManual(true);
      }
    },
  };
}
