import { parseArgs } from 'node:util';
import { chooseLanguage, currentLanguage, isLanguage, LANGUAGES, type Language, m } from '@marketsafe/words';
import { UserError } from '../support/user-error.ts';

/** A command that cannot be understood: why, where that is known, and how it is used. */
function usage(why?: string): UserError {
  const help = m.packages_usage({ languages: LANGUAGES.join(', ') });
  return new UserError(why === undefined ? help : `${why}\n${help}`, 2);
}

export interface VerifyCommand {
  file: string;
  roots: string | undefined;
  serverKeys: string[];
  unbroken: boolean;
  language: Language;
  json: boolean;
}

/** The language of an environment: `zh_CN.UTF-8`, as it stands there, is `zh-CN`. */
export function environmentLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return chooseLanguage([named.replace(/\..*$/, '').replace('_', '-')]);
}

function languageOf(wanted: string | undefined): Language {
  if (wanted === undefined) return currentLanguage();
  if (isLanguage(wanted)) return wanted;
  throw usage(m.start_bad_language({ language: wanted, languages: LANGUAGES.join(', ') }));
}

/**
 * Reads the command line. The language is the current one where none is named.
 * @throws UserError with exit code 2 when the command cannot be understood
 */
export function readOptions(args: readonly string[]): VerifyCommand {
  const { positionals, values } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw usage();
  if (more.length > 0) throw usage(m.packages_one_at_a_time());
  return {
    file,
    roots: values.roots,
    serverKeys: values['server-key'] ?? [],
    unbroken: values.unbroken ?? false,
    language: languageOf(values.language),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        roots: { type: 'string' },
        'server-key': { type: 'string', multiple: true },
        unbroken: { type: 'boolean' },
        language: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw usage((error as Error).message);
  }
}
