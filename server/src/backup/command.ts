import { resolve } from 'node:path';
import { formatBytes, formatNumber, isLanguage, LANGUAGES, type Language, m } from '@marketsafe/words';
import type { ServerOptions } from '../index.ts';
import { checkBackup } from './check.ts';
import type { Manifest } from './manifest.ts';
import type { Progress, Tell } from './progress.ts';
import { BackupRefused } from './refused.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

/** Words of the command line that are this file's. */
const COMMANDS = ['backup', 'restore', 'check-backup'] as const;
type Name = (typeof COMMANDS)[number];

/** How often a line is printed at most, in milliseconds, within one step. */
const PAUSE = 1_000;

/** What stands on the command line besides the command. */
interface Given {
  earlier?: string | undefined;
  language: string;
}

/** Whether a command line asks for something of backups. */
export function isBackupCommand(words: readonly string[]): boolean {
  return COMMANDS.some((name) => name === words[0]);
}

/**
 * Carries out `backup FOLDER`, `restore FOLDER` or `check-backup FOLDER`, with a line now and then that says where it is.
 * @returns the exit code
 */
export async function runBackupCommand(
  settings: Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'>,
  [name, folder, ...more]: readonly string[],
  { earlier, language: given }: Given,
  out: Output = { print: console.log, complain: console.error },
): Promise<number> {
  const language = isLanguage(given) ? given : 'en';
  try {
    if (!isLanguage(given)) {
      throw new BackupRefused((locale) =>
        m.start_bad_language({ language: given, languages: LANGUAGES.join(', ') }, { locale }),
      );
    }
    if (folder === undefined || more.length > 0 || (earlier !== undefined && name !== 'backup')) {
      throw new BackupRefused((locale) => m.backup_usage({}, { locale }));
    }
    // npm runs commands in the repository and tells where they were typed.
    const typed = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);
    return await carryOut(name as Name, {
      ...{ settings, folder: typed(folder), language, out },
      earlier: earlier === undefined ? undefined : typed(earlier),
    });
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    out.complain(error.say(language));
    return 1;
  }
}

/** Where lines go. */
interface Output {
  print: (line: string) => void;
  complain: (line: string) => void;
}

/** One command, understood. */
interface Order {
  out: Output;
  settings: Pick<ServerOptions, 'dataFolder' | 'databaseUrl' | 'objectStore'>;
  folder: string;
  earlier: string | undefined;
  language: Language;
}

async function carryOut(name: Name, { settings, folder, earlier, language, out }: Order): Promise<number> {
  const { dataFolder } = settings;
  const locale = { locale: language };
  const from = { ...settings, folder };
  const tell = teller(language, out);
  if (name === 'backup') {
    const manifest = await takeBackup({ ...from, earlier, tell });
    out.print(m.backup_taken({ folder, ...sizeOf(manifest, language) }, locale));
    sayFlaws(manifest, language, out);
    out.print(m.backup_secrets({ files: manifest.secrets.join(', ') }, locale));
    return 0;
  }
  if (name === 'restore') {
    const manifest = await restoreBackup({ ...from, tell });
    out.print(m.backup_restored({ dataFolder, ...sizeOf(manifest, language) }, locale));
    sayFlaws(manifest, language, out);
    return 0;
  }
  const { manifest, faults } = await checkBackup(folder, tell);
  for (const { file, condition } of faults) {
    out.complain(
      condition === 'missing'
        ? m.backup_file_missing({ file }, locale)
        : m.backup_file_damaged({ file }, locale),
    );
  }
  if (faults.length > 0) return 1;
  out.print(m.backup_whole({ folder, ...sizeOf(manifest, language) }, locale));
  return 0;
}

/** What of the stored files was not whole when the backup was taken. */
function sayFlaws({ damaged, missing }: Manifest, language: Language, out: Output): void {
  const flawed = [...damaged, ...missing];
  if (flawed.length === 0) return;
  out.complain(m.backup_flawed({ count: flawed.length, files: flawed.join('\n  ') }, { locale: language }));
}

function sizeOf({ tables, files, takenAt }: Manifest, language: Language) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    ...{ takenAt, rows: formatNumber(rows, 0, language), tables: tables.length },
    ...{ files: formatNumber(files.count, 0, language), size: formatBytes(files.bytes, language) },
  };
}

/** Prints where it is: the beginning of each step, and then a line a second. */
function teller(language: Language, out: Output): Tell {
  let last = { step: '', at: 0 };
  return (progress) => {
    const now = Date.now();
    if (progress.step === last.step && now - last.at < PAUSE) return;
    last = { step: progress.step, at: now };
    out.print(sayProgress(progress, language));
  };
}

function sayProgress(progress: Progress, language: Language): string {
  const locale = { locale: language };
  const count = (value: number) => formatNumber(value, 0, language);
  switch (progress.step) {
    case 'table':
      return m.backup_step_table({ ...progress }, locale);
    case 'files':
      return m.backup_step_files({ done: count(progress.done), linked: count(progress.linked) }, locale);
    case 'check':
      return m.backup_step_check({ done: count(progress.done), of: count(progress.of) }, locale);
    case 'put-back':
      return m.backup_step_put_back({ done: count(progress.done), of: count(progress.of) }, locale);
    case 'compare':
      return m.backup_step_compare({ number: progress.number, of: progress.of }, locale);
  }
}
