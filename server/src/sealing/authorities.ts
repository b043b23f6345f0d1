import { readFile } from 'node:fs/promises';
import { SettingError } from '../setting-error.ts';
import type { TimeStampAuthority } from './ask-authority.ts';

/** An authority as it stands in the configuration. */
export interface AuthoritySetting {
  url: string;
  /** PEM file with the root certificates it must lead to. */
  caFile?: string;
}

/**
 * Reads the setting `TIME_STAMP_AUTHORITIES`: authorities separated by commas, each an address and, after a space, the file of its root
 * certificates.
 * @throws naming the part that is no address
 */
export function parseAuthorities(text: string): AuthoritySetting[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, url = part, caFile] = /^(\S+)\s+(.+)$/.exec(part) ?? [];
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
        throw new SettingError(
          `TIME_STAMP_AUTHORITIES names "${url}", which is no http or https address. Write: https://tsa.example/ /path/to/its-roots.pem, https://other.example/`,
        );
      }
      return { url, ...(caFile === undefined ? {} : { caFile }) };
    });
}

/**
 * Reads the certificate files of the authorities.
 * @throws where a file cannot be read or holds no certificate: without it every token would be refused
 */
export function loadAuthorities(settings: readonly AuthoritySetting[]): Promise<TimeStampAuthority[]> {
  return Promise.all(
    settings.map(async ({ url, caFile }) => {
      if (caFile === undefined) return { url };
      const rootsPem = await readFile(caFile, 'utf8').catch((cause: unknown) => {
        throw new SettingError(
          `TIME_STAMP_AUTHORITIES: the certificates of ${url} cannot be read from ${caFile}.`,
          { cause },
        );
      });
      if (!rootsPem.includes('-----BEGIN CERTIFICATE-----'))
        throw new SettingError(
          `TIME_STAMP_AUTHORITIES: ${caFile} holds no certificate in PEM, so no token of ${url} could be verified.`,
        );
      return { url, rootsPem };
    }),
  );
}
