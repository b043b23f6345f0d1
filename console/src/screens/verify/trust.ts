import { publicKeyOfPem } from '@marketsafe/evidence';

/** Whose keys count as the program's. */
export type KeySource = 'server' | 'files' | 'none';

/** Largest key or certificate file that is read, in bytes. */
const LIMIT = 200_000;

/** Why a given file is not used, and its name. */
export interface FileProblem {
  code: 'no-key' | 'no-certificate' | 'too-large' | 'unreadable';
  name: string;
}

/** A given file is not what it should be. */
export class FileRefused extends Error {
  readonly problem: FileProblem;

  constructor(code: FileProblem['code'], { name }: File) {
    super(`${name}: ${code}`);
    this.name = 'FileRefused';
    this.problem = { code, name };
  }
}

async function textOf(file: File): Promise<string> {
  if (file.size > LIMIT) throw new FileRefused('too-large', file);
  return file.text();
}

/**
 * Public keys in PEM files, one a file.
 * @throws FileRefused
 */
export function readKeyFiles(files: readonly File[]): Promise<string[]> {
  return Promise.all(
    files.map(async (file) => {
      const key = await publicKeyOfPem(await textOf(file));
      if (key === null) throw new FileRefused('no-key', file);
      return key;
    }),
  );
}

/**
 * Root certificates in PEM files, as one text.
 * @throws FileRefused
 */
export async function readRootFiles(files: readonly File[]): Promise<string> {
  const texts = await Promise.all(files.map((file) => textOf(file)));
  const wrong = files.find((_, index) => !texts[index]?.includes('-----BEGIN CERTIFICATE-----'));
  if (wrong) throw new FileRefused('no-certificate', wrong);
  return texts.join('\n');
}
