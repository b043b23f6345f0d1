import { parseArgs } from 'node:util';
import { chooseLanguage, isLanguage, LANGUAGES, type Language, m } from '@marketsafe/words';
import { UserError } from '../support/user-error.ts';

const USAGE =
  'usage: npm run --silent verify -- FILE.zip [--roots ROOTS.pem] [--server-key KEY.pem]… [--unbroken] [--language LANGUAGE] [--json]\n' +
  '  --roots       root certificates of time-stamp authorities that you trust\n' +
  '  --server-key  public key of the program, from the program itself; may be given more than once\n' +
  '  --unbroken    refuse a package in which captures between two captures of one device are missing\n' +
  `  --language    ${LANGUAGES.join(' or ')}; that of the environment where it is not given\n` +
  '  --json        print the verdict as JSON';

export interface VerifyCommand {
  file: string;
  roots: string | undefined;
  serverKeys: string[];
  unbroken: boolean;
  language: Language;
  json: boolean;
}

/** `zh_CN.UTF-8`, as an environment has it, is `zh-CN`. */
function languageOf(
  wanted: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (wanted === undefined) {
    const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
    return chooseLanguage([named.replace(/\..*$/, '').replace('_', '-')]);
  }
  if (!isLanguage(wanted))
    throw new UserError(m.start_bad_language({ language: wanted, languages: LANGUAGES.join(', ') }), 2);
  return wanted;
}

/**
 * Reads the command line. The language is the environment's where none is named.
 * @throws UserError with exit code 2 when the command cannot be understood
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): VerifyCommand {
  const { positionals, values } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UserError(USAGE, 2);
  if (more.length > 0) throw new UserError(`Only one package at a time.\n${USAGE}`, 2);
  return {
    file,
    roots: values.roots,
    serverKeys: values['server-key'] ?? [],
    unbroken: values.unbroken ?? false,
    language: languageOf(values.language, environment),
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
    throw new UserError(`${(error as Error).message}\n${USAGE}`, 2);
  }
}
