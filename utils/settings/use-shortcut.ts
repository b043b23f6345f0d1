import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';

const COMMAND = 'capture-listing';

/** The other commands, those of a sweep first. Chromium gives four of all commands a key by itself. */
const OTHERS = ['sweep-not-infringing', 'sweep-watch', 'sweep-undo', 'capture-whole-page'] as const;

/** A command with its keys as the browser writes them; empty where none are set. */
interface OtherKeys {
  command: (typeof OTHERS)[number];
  keys: string;
}

/** Firefox opens its own page for shortcuts; Chromium browsers show theirs under this address. */
const CHROMIUM_PAGE = 'chrome://extensions/shortcuts';

interface FirefoxCommands {
  openShortcutSettings?: () => Promise<void>;
}

export interface ShortcutControl {
  /** The keys as the browser writes them; empty when the user or another extension took them; undefined until known. */
  keys: string | undefined;
  /** The same of the other commands; undefined until known. */
  others: OtherKeys[] | undefined;
  /** True when the browser could not open its page for shortcuts. */
  manual: boolean;
  change: () => Promise<void>;
}

/** The keyboard shortcuts as they are really set, read again when the page comes back to the front. */
export function useShortcut(): ShortcutControl {
  const [keys, setKeys] = useState<string>();
  const [others, setOthers] = useState<OtherKeys[]>();
  const [manual, setManual] = useState(false);
  useEffect(() => {
    const read = async () => {
      const commands = await browser.commands.getAll();
      const keysOf = (name: string) => commands.find((command) => command.name === name)?.shortcut ?? '';
      setKeys(keysOf(COMMAND));
      setOthers(OTHERS.map((command) => ({ command, keys: keysOf(command) })));
    };
    const focused = () => void read();
    window.addEventListener('focus', focused);
    void read();
    return () => window.removeEventListener('focus', focused);
  }, []);
  return {
    keys,
    others,
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
