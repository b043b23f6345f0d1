import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFirefox } from './find-browser.ts';
import { Marionette } from './marionette.ts';
import type { PracticeSite } from './practice-site.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { until, within } from './until.ts';

/** How to start a headless Firefox with the extension in it. */
export interface FirefoxOptions {
  /** Folder of the built extension. */
  extensionDir: string;
  /** Sends every host to the practice site: such a browser reaches no network. */
  practice?: PracticeSite;
  headless?: boolean;
  /** Device pixels of a CSS pixel, as a screen has them; 1 unless given. */
  devicePixelRatio?: number;
}

/** Internal UUID given to the extension, so that its pages have a known address. */
const EXTENSION_UUID = '6d61726b-6574-4361-b665-7265706f7274';
const FIND_EXTENSION = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.getExtension(arguments[0]);`;
const START_TIMEOUT = 60_000;
const SCRIPT_TIMEOUT = 60_000;
const GONE_TIMEOUT = 15_000;

async function gecko(extensionDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8'));
  const settings = (manifest as { browser_specific_settings?: { gecko?: { id?: string } } })
    .browser_specific_settings;
  const id = settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extensionDir} is no Firefox build: its manifest has no gecko id`);
  return id;
}

function preferences(options: FirefoxOptions, extensionId: string): string {
  const values: Record<string, string | number | boolean> = {
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.update.disabledForTesting': true,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'intl.accept_languages': 'en-US, en',
    // The browser itself stays quiet: nothing but the pages under test goes out.
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'extensions.getAddons.cache.enabled': false,
  };
  if (options.devicePixelRatio) values['layout.css.devPixelsPerPx'] = String(options.devicePixelRatio);
  if (options.practice) {
    values['network.dns.forceResolve'] = '127.0.0.1';
    values['network.trr.mode'] = 5;
    values['network.socket.forcePort'] = `443=${options.practice.httpsPort};80=${options.practice.httpPort}`;
    values['network.http.http3.enable'] = false;
  }
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

async function portOf(profileDir: string, child: ChildProcess): Promise<number> {
  return until(
    'Firefox to listen',
    async () => {
      if (child.exitCode !== null) throw new Error(`Firefox ended with code ${child.exitCode}`);
      const port = Number(await readFile(join(profileDir, 'MarionetteActivePort'), 'utf8'));
      return port > 0 && port;
    },
    START_TIMEOUT,
  );
}

/** A running Firefox with the extension, driven over Marionette. One window; commands act on its current tab. */
export class Firefox {
  readonly profileDir: string;
  /** As Firefox says it itself. */
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #control: Marionette;
  readonly #extensionId: string;

  private constructor(
    child: ChildProcess,
    control: Marionette,
    profileDir: string,
    extensionId: string,
    version: string,
  ) {
    this.#child = child;
    this.#control = control;
    this.profileDir = profileDir;
    this.#extensionId = extensionId;
    this.version = version;
  }

  /** Starts Firefox on a fresh temporary profile and installs the extension into it. */
  static async launch(options: FirefoxOptions): Promise<Firefox> {
    const extensionId = await gecko(options.extensionDir);
    const { path, version } = await findFirefox();
    const profileDir = await makeTemporaryFolder('firefox');
    await writeFile(join(profileDir, 'user.js'), preferences(options, extensionId));
    const headless = options.headless !== false ? ['--headless'] : [];
    const child = spawn(
      path,
      [...headless, '--no-remote', '--profile', profileDir, '--marionette', '--remote-allow-system-access'],
      { stdio: 'ignore', detached: process.platform !== 'win32' },
    );
    const started = new Promise<never>((_, reject) => child.once('error', reject));
    started.catch(() => undefined);
    let control: Marionette | undefined;
    try {
      control = await Marionette.connect(await Promise.race([portOf(profileDir, child), started]));
      await control.send('WebDriver:NewSession', {
        acceptInsecureCerts: true,
        timeouts: { script: SCRIPT_TIMEOUT },
      });
      await control.send('Addon:Install', { path: options.extensionDir, temporary: true });
      return new Firefox(child, control, profileDir, extensionId, version);
    } catch (error) {
      control?.close();
      kill(child);
      await removeFolder(profileDir);
      throw error;
    }
  }

  /** Address of a page of the extension. */
  extensionUrl(path: string): string {
    return `moz-extension://${EXTENSION_UUID}/${path}`;
  }

  /** Loads an address in the current tab. */
  async goto(url: string): Promise<void> {
    await this.#control.send('WebDriver:Navigate', { url });
  }

  /** Opens an address in a new tab and makes that the current one. Returns the tab's handle. */
  async openTab(url: string): Promise<string> {
    const { handle } = (await this.#control.send('WebDriver:NewWindow', { type: 'tab' })) as {
      handle: string;
    };
    await this.switchTo(handle);
    await this.goto(url);
    return handle;
  }

  /** Makes a tab the current one, in front. */
  async switchTo(handle: string): Promise<void> {
    await this.#control.send('WebDriver:SwitchToWindow', { handle, focus: true });
  }

  /** Makes a tab the current one for what follows, and leaves in front what is there. */
  async attendTo(handle: string): Promise<void> {
    await this.#control.send('WebDriver:SwitchToWindow', { handle, focus: false });
  }

  /** Handles of all tabs, also of those that pages and the extension opened. */
  async tabs(): Promise<string[]> {
    return (await this.#control.send('WebDriver:GetWindowHandles')) as string[];
  }

  /** Runs the body of an async function in the current tab's page and returns its value. `arguments` are the given ones. */
  evaluate(body: string, ...args: unknown[]): Promise<unknown> {
    return this.#run('content', body, args);
  }

  /** The same in the browser's own window, with the browser's rights. */
  evaluateInBrowser(body: string, ...args: unknown[]): Promise<unknown> {
    return this.#run('chrome', body, args);
  }

  /** The same as in the page, with the browser's rights: it sees closed shadow trees by `openOrClosedShadowRoot`. */
  evaluateWithRights(body: string, ...args: unknown[]): Promise<unknown> {
    return this.#run('content', body, args, 'system');
  }

  /** Moves the mouse to a place of the current tab's window, in CSS pixels, and clicks there. */
  async click(x: number, y: number): Promise<void> {
    await this.#control.send('WebDriver:PerformActions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', x, y, duration: 0, origin: 'viewport' },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /**
   * Clicks the extension's toolbar button, which grants it `activeTab` for the current tab like a person's click, and waits until the
   * popup's document is loaded.
   */
  async openPopup(): Promise<void> {
    await this.evaluateInBrowser(
      `${FIND_EXTENSION}
       await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`,
      this.#extensionId,
    );
    await until(
      'the popup',
      async () => (await this.evaluateInPopup('return document.readyState')) === 'complete',
    );
  }

  /** Runs the body of an async function in the open popup's document; fails while no popup is open. */
  evaluateInPopup(body: string, ...args: unknown[]): Promise<unknown> {
    return this.evaluateInBrowser(
      `const popup = [...document.querySelectorAll('browser.webextension-popup-browser')].find(
         (each) => each.currentURI?.spec.startsWith(arguments[0]));
       if (!popup) throw new Error('no popup is open');
       const answer = await popup.browsingContext.currentWindowGlobal
         .getActor('MarionetteCommands')
         .executeScript(arguments[1], arguments[2], { async: true, sandboxName: null, timeout: arguments[3] });
       if (answer.error !== undefined) throw new Error(answer.error);
       return answer.value;`,
      this.extensionUrl('popup.html'),
      asyncScript(body),
      args,
      SCRIPT_TIMEOUT,
    );
  }

  /** Presses a keyboard shortcut of the extension, as the key would. `name` is the command's name in the manifest. */
  async pressCommand(name: string): Promise<void> {
    await this.evaluateInBrowser(
      // Keys carry no name, but stand in the order of the commands that have a shortcut.
      `${FIND_EXTENSION}
       const commands = [...(await extension.shortcuts.commands)].filter(([, command]) => command.shortcut);
       const keys = [...extension.shortcuts.keysetsMap.get(window).children];
       keys[commands.findIndex(([each]) => each === arguments[1])].doCommand();`,
      this.#extensionId,
      name,
    );
  }

  /** Grants the optional access to all sites, as a person does in the browser's settings. */
  async grantAllSites(): Promise<void> {
    await this.evaluateInBrowser(
      `${FIND_EXTENSION}
       const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
       await ExtensionPermissions.add(arguments[0], { permissions: [], origins: ['<all_urls>'] }, extension);`,
      this.#extensionId,
    );
  }

  /** Tooltip of the extension's toolbar button on the current tab. */
  async actionTitle(): Promise<string> {
    const title = await this.evaluateInBrowser(
      `${FIND_EXTENSION}
       const action = ExtensionParent.apiManager.global.browserActionFor(extension);
       return action.action.getContextData(gBrowser.selectedTab).title;`,
      this.#extensionId,
    );
    return String(title);
  }

  /** Picture of the current tab's page, as PNG bytes. */
  async screenshot(): Promise<Buffer> {
    const { value } = (await this.#control.send('WebDriver:TakeScreenshot', { full: false })) as {
      value: string;
    };
    return Buffer.from(value, 'base64');
  }

  /** Closes Firefox and removes its profile. */
  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) resolve();
      else this.#child.once('exit', () => resolve());
    });
    try {
      await within(
        'Firefox to close',
        this.#control.send('Marionette:Quit', { flags: ['eForceQuit'] }),
        GONE_TIMEOUT,
      );
      await within('Firefox to end', gone, GONE_TIMEOUT);
    } catch {
      kill(this.#child);
      await gone;
    }
    this.#control.close();
    await removeFolder(this.profileDir);
  }

  async #run(
    context: 'content' | 'chrome',
    body: string,
    args: unknown[],
    sandbox: 'system' | null = null,
  ): Promise<unknown> {
    await this.#control.send('Marionette:SetContext', { value: context });
    try {
      const { value } = (await this.#control.send('WebDriver:ExecuteAsyncScript', {
        script: asyncScript(body),
        args,
        sandbox,
      })) as { value: { value?: unknown; error?: string } };
      if (value.error !== undefined) throw new Error(value.error);
      return value.value;
    } finally {
      await this.#control.send('Marionette:SetContext', { value: 'content' });
    }
  }
}

/** Makes a WebDriver script of the body of an async function; what it throws has no way out but as a value. */
function asyncScript(body: string): string {
  return `const done = arguments[arguments.length - 1];
    (async function () { ${body} }).apply(null, Array.prototype.slice.call(arguments, 0, -1)).then(
      (value) => done({ value: value === undefined ? null : value }),
      (error) => done({ error: String(error) }));`;
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}
