import type { PackageGuideCode } from '@marketsafe/contract';
import { LANGUAGES, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { GUIDE } from './finding-messages.ts';

/**
 * Says a part of a package's `VERIFY.txt`, once in each language: whoever is handed the package may read either. It is what a package's
 * writer is given.
 */
export function sayPackageGuide(
  code: PackageGuideCode,
  params: Readonly<Record<string, string>> = {},
): readonly string[] {
  const { tagManifest = '', tagSignature = '', manifest = '', software = '' } = params;
  const inputs = { tagManifest, tagSignature, manifest, software };
  return LANGUAGES.map((locale) => GUIDE[code](inputs, { locale }));
}

/** Lines about when a capture was made, for a terminal. Moments are ISO 8601; null where nobody vouches for one. */
export function windowPrint(
  window: {
    captureId: string;
    notBefore: string | null;
    notAfter: string | null;
    claimed: { start: string; end: string };
  },
  language: Language,
): string[] {
  const locale = { locale: language };
  const shown = (at: string | null) => at ?? m.packages_print_unknown({}, locale);
  return [
    m.packages_heading_capture({ id: window.captureId }, locale),
    `  ${m.packages_print_between({ from: shown(window.notBefore), to: shown(window.notAfter) }, locale)}`,
    `  ${m.packages_print_claimed(window.claimed, locale)}`,
  ];
}
