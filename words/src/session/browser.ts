import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

/** Marks of browsers in what they say of themselves; the first that is found counts, because each also names those it descends from. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A browser by what it says of itself, such as “Firefox on Windows”: enough for its person to recognise it. */
export function browserName(userAgent: string | null, language: Language = currentLanguage()): string {
  const locale = { locale: language };
  const nameIn = (list: typeof BROWSERS) => list.find(([mark]) => mark.test(userAgent ?? ''))?.[1];
  const browser = nameIn(BROWSERS) ?? m.device_browser_other({}, locale);
  const system = nameIn(SYSTEMS);
  return system === undefined ? browser : m.device_browser_on({ browser, system }, locale);
}
