import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type PackageVerdict, publicKeyOfPem, verifyPackage } from '@marketsafe/evidence';
import { m } from '@marketsafe/words';
import { UserError } from '../support/user-error.ts';
import type { VerifyCommand } from './options.ts';

async function openFile(path: string): Promise<Blob> {
  const found = await stat(path).catch(() => {
    throw new UserError(m.packages_cannot_read({ path }), 2);
  });
  if (!found.isFile()) throw new UserError(m.packages_no_file({ path }), 2);
  // Read piece by piece as it is asked for.
  return openAsBlob(path);
}

async function readPem(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UserError(m.packages_cannot_read({ path }), 2);
  });
}

async function readServerKey(path: string): Promise<string> {
  const key = await publicKeyOfPem(await readPem(path));
  if (key === null) throw new UserError(m.packages_no_public_key({ path }), 2);
  return key;
}

async function readRoots(path: string): Promise<string> {
  const pem = await readPem(path);
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UserError(m.packages_no_certificate({ path }), 2);
  }
  return pem;
}

/**
 * Verifies the package that a command names.
 * @param from folder that relative paths start from
 * @throws UserError with exit code 2 when a file that the command names cannot be used
 */
export async function verifyFile(command: VerifyCommand, from: string): Promise<PackageVerdict> {
  const at = (path: string) => resolve(from, path);
  const serverKeys = await Promise.all(command.serverKeys.map((path) => readServerKey(at(path))));
  const rootsPem = command.roots === undefined ? undefined : await readRoots(at(command.roots));
  return verifyPackage(await openFile(at(command.file)), {
    rootsPem,
    unbroken: command.unbroken,
    ...(serverKeys.length > 0 && { serverKeys }),
  });
}
