import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isLanguage, LANGUAGES } from '@marketsafe/words';
import { isBackupCommand, runBackupCommand } from './backup/command.ts';
import { removeDemo } from './demo/remove.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { publicAddress, type RunningServer, type ServerOptions, startServer } from './index.ts';
import { inviteFirstLead, NoFirstLead } from './people/first-lead.ts';
import { readSettings } from './settings/settings.ts';
import { reportVerdict, verifyFolder } from './verification/verify-command.ts';

/** How long stopping may take, in milliseconds: requests are finished first, then the database. */
const STOP_PATIENCE = 45_000;

/**
 * Command line of the backend. Settings come from the environment (`readSettings`; the README lists them). `--verify-audit` checks the
 * audit chains with everything they speak of, also beside a running server, and ends; `--published FILE` holds them against roots that were
 * fetched and kept. `--first-lead MAIL` invites the first lead of the program, and ends. `--remove-demo` removes the demo program, and ends.
 * `backup FOLDER`, `check-backup FOLDER` and `restore FOLDER` are of `backup/command.ts`. How it ends tells a supervisor whether to start it again: `EXIT`.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

async function main(): Promise<void> {
  const settings = readSettings(process.env, root);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      earlier: { type: 'string' },
      'verify-audit': { type: 'boolean' },
      published: { type: 'string' },
      'first-lead': { type: 'string' },
      language: { type: 'string', default: 'en' },
      'remove-demo': { type: 'boolean' },
    },
  });
  if (isBackupCommand(positionals)) {
    process.exitCode = await runBackupCommand(settings, positionals, values);
    return;
  }
  if (positionals[0] !== undefined)
    throw new Error(`There is no command “${positionals[0]}”. Nothing was started.`);
  if (values['remove-demo']) {
    const { organisations, claims, people } = await removeDemo(settings);
    console.log(
      `The demo program was removed: ${organisations} organisations, ${claims} claims, ${people} people. A start with DEMO=1 makes it anew.`,
    );
    return;
  }
  if (values['first-lead'] !== undefined) {
    await firstLead(settings, values['first-lead'], values.language);
    return;
  }
  if (values['verify-audit']) {
    process.exitCode = reportVerdict(await verifyFolder(settings, values.published));
    return;
  }
  const starting = startServer({
    ...settings,
    onGivenUp: (error) => {
      report(error);
      void stop(starting);
    },
  });
  // From the first moment on: a server killed while it starts would leave its database running.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(starting));
  process.on('uncaughtException', (error) => {
    console.error(error);
    process.exitCode = EXIT.fault;
    void stop(starting);
  });
  const server = await starting;
  // Of several behind a proxy each has a port of its own.
  if (settings.publicUrl !== undefined) console.log(`Listens on ${settings.host}, port ${server.port}.`);
  console.log(`MarketSafe server listening at ${server.url}`);
  if (server.demo) {
    console.log(`Demo program: sign in as ${server.demo.email} with the password ${server.demo.password}`);
  }
}

/** Invites the first lead and says where. */
async function firstLead(settings: ServerOptions, email: string, language: string): Promise<void> {
  if (!isLanguage(language)) {
    throw new NoFirstLead(`--language is "${language}"; it must be one of ${LANGUAGES.join(', ')}.`);
  }
  const publicUrl = publicAddress(settings);
  const { row, link } = await inviteFirstLead({ ...settings, publicUrl, email, language });
  console.log(
    `${row.email} is invited to lead the program. The link works once, until ${row.expires_at.toISOString()}:`,
  );
  console.log(link);
}

let stopping = false;

/** Stops in order, and in any case: a database that hangs must not keep a process that was asked to end. */
async function stop(starting: Promise<RunningServer>): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => {
    console.error(`The server did not stop within ${STOP_PATIENCE / 1_000} s and was ended.`);
    process.exit(process.exitCode || EXIT.failed);
  }, STOP_PATIENCE).unref();
  // A start that failed has stopped everything itself, and main says why.
  const server = await starting.catch(() => null);
  await server?.close().catch(report);
}

/** Says what happened, and chooses how the process ends by it. */
function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause instanceof Error) console.error(`Cause: ${error.cause.message}`);
  process.exitCode = exitCodeOf(error);
}

main().catch(report);
