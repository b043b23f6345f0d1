import { type RunningServer, type ServerOptions, startServer } from '@marketsafe/server';
import { m } from '@marketsafe/words';
import type { Page } from 'puppeteer-core';
import { Chromium } from '../../../scripts/support/chromium.ts';
import { approveSignIn, openConsole } from '../../../scripts/support/console-session.ts';
import { readTable, runIn } from '../../../scripts/support/extension-database.ts';
import { CHROME_BUILD, CONSOLE_BUILD } from '../../../scripts/support/paths.ts';
import { type PracticeSite, startPracticeSite } from '../../../scripts/support/practice-site.ts';
import { isSignedIn, pointAtBackend, press, signIn } from '../../../scripts/support/sign-in.ts';
import { makeTemporaryFolder, removeFolder } from '../../../scripts/support/temporary-folder.ts';
import { until } from '../../../scripts/support/until.ts';
import type { SessionRow } from '../../../utils/database/device-rows.ts';
import { freshDatabase } from '../../support/fresh-database.ts';
import { rows } from './extension-data.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** What the server of a stack may have beside its defaults. */
type StackOptions = Pick<ServerOptions, 'timeStampAuthorities' | 'newsPace' | 'translateUrl'> & {
  /** Where the browser's profile is; a temporary folder unless given. */
  profileDir?: string;
};
/** What its server has each time it starts. */
type Kept = Pick<ServerOptions, 'timeStampAuthorities' | 'newsPace' | 'translateUrl'> &
  Required<Pick<ServerOptions, 'dataFolder' | 'databaseUrl'>>;

/** The whole product, running: real PostgreSQL, real server behind the fault proxy, practice marketplace, real Chromium. */
export class Stack {
  server: RunningServer;
  chromium: Chromium;
  readonly proxy: FaultProxy;
  readonly practice: PracticeSite;
  readonly #kept: Kept;

  private constructor(
    server: RunningServer,
    proxy: FaultProxy,
    practice: PracticeSite,
    chromium: Chromium,
    kept: Kept,
  ) {
    this.server = server;
    this.proxy = proxy;
    this.practice = practice;
    this.chromium = chromium;
    this.#kept = kept;
  }

  /** Starts one that shares nothing with another but the process of the database. */
  static async start({ profileDir, ...options }: StackOptions = {}): Promise<Stack> {
    const kept: Kept = {
      ...options,
      dataFolder: await makeTemporaryFolder('e2e-data'),
      databaseUrl: await freshDatabase(),
    };
    const practice = await startPracticeSite();
    const server = await serve(kept);
    const proxy = await startFaultProxy(server.url);
    const chromium = await Chromium.launch({
      extensionDir: CHROME_BUILD,
      profileDir: profileDir ?? (await makeTemporaryFolder('e2e-profile')),
      practice,
    });
    return new Stack(server, proxy, practice, chromium, kept);
  }

  /** Where the server keeps files, and mail. */
  get dataFolder(): string {
    return this.#kept.dataFolder;
  }

  /** A page of the extension from which tests look at its data; it shows nothing of its own. */
  control(): Promise<Page> {
    return this.chromium.extensionPage('workspace.html');
  }

  /**
   * Points the extension at the server behind the proxy and signs it in as a person does, on every screen of it. The console stays signed
   * in as well. `control` stays open.
   */
  async signIn(control: Page): Promise<void> {
    if (!this.server.demo) throw new Error('the demo program is missing');
    await pointAtBackend(control, this.proxy.url);
    // A console session left from an earlier sign-in would skip the page that asks for the password.
    const context = this.chromium.browser.defaultBrowserContext();
    await context.deleteCookie(...(await context.cookies()));
    await signIn(this.chromium, control, this.server.url, this.server.demo);
    await this.#rightsOn(control);
  }

  /** The same, approved without the console's screens, for tests that look at none of them. */
  async connect(control: Page): Promise<void> {
    if (!this.server.demo) throw new Error('the demo program is missing');
    await pointAtBackend(control, this.proxy.url);
    const person = await openConsole({ url: this.server.url, credentials: this.server.demo });
    await control.bringToFront();
    await press(control, m.shared_sign_in());
    const pending = await until('a code', async () => {
      const [row] = await readTable<SessionRow>(runIn(control), 'session');
      return row?.state === 'pending' && row;
    });
    await approveSignIn(person, pending.userCode);
    await until('the extension to be signed in', () => isSignedIn(control));
    await this.#rightsOn(control);
  }

  async #rightsOn(control: Page): Promise<void> {
    await until('the rights to be on the device', async () =>
      (await rows(control, 'reference')).some((row) => row.key === 'rights'),
    );
  }

  /** Stops the server; the database and everything in it stays. */
  async stopServer(): Promise<void> {
    await this.server.close();
  }

  /** Starts the server again on the same data. */
  async restartServer(): Promise<void> {
    this.server = await serve(this.#kept);
    this.proxy.upstream = this.server.url;
  }

  async close(): Promise<void> {
    await this.chromium.close();
    await this.practice.close();
    await this.proxy.close();
    await this.server.close();
    await removeFolder(this.chromium.profileDir);
    await removeFolder(this.#kept.dataFolder);
  }
}

function serve(kept: Kept): Promise<RunningServer> {
  return startServer({
    ...kept,
    port: 0,
    consoleFolder: CONSOLE_BUILD,
    seedDemo: true,
    rateLimit: false,
    logLevel: 'error',
  });
}
