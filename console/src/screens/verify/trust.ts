import { publicKeyOfPem } from '@marketsafe/evidence';

/** Whose keys count as the program's. */
export type KeySource = 'server' | 'files' | 'none';

/** Largest key or certificate file that is read, in bytes. */
const LIMIT = 200_000;

async function textOf(file: File, what: string): Promise<string> {
  if (file.size > LIMIT) throw new Error(`${file.name} is too large to be ${what}.`);
  return file.text();
}

/**
 * Public keys in PEM files, one a file.
 * @throws in words for the user, naming the file that holds no such key
 */
export function readKeyFiles(files: readonly File[]): Promise<string[]> {
  return Promise.all(
    files.map(async (file) => {
      const key = await publicKeyOfPem(await textOf(file, 'a public key'));
      if (key === null) throw new Error(`${file.name} holds no P-256 public key in PEM form.`);
      return key;
    }),
  );
}

/**
 * Root certificates in PEM files, as one text.
 * @throws in words for the user, naming the file that holds none
 */
export async function readRootFiles(files: readonly File[]): Promise<string> {
  const texts = await Promise.all(files.map((file) => textOf(file, 'a certificate')));
  const wrong = files.find((_, index) => !texts[index]?.includes('-----BEGIN CERTIFICATE-----'));
  if (wrong) throw new Error(`${wrong.name} holds no certificate in PEM form.`);
  return texts.join('\n');
}
