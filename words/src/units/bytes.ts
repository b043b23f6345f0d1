import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { INTL_LOCALES } from './numbers.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in bytes, such as `1.4 MB`; decimal units, as disks are sold and as operating systems show files. */
export function formatBytes(bytes: number, language: Language = currentLanguage()): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(INTL_LOCALES[language], {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** The same with the exact number of bytes behind it, such as `455 kB (455,012 bytes)`, where a file has to be told from another. */
export function formatBytesExactly(bytes: number, language: Language = currentLanguage()): string {
  if (bytes < 1000) return formatBytes(bytes, language);
  const exact = new Intl.NumberFormat(INTL_LOCALES[language], {
    style: 'unit',
    unit: 'byte',
    unitDisplay: 'long',
  }).format(bytes);
  return m.common_bytes_exactly({ size: formatBytes(bytes, language), bytes: exact }, { locale: language });
}
