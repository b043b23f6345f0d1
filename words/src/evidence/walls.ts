import type { Wall } from '@marketsafe/contract';
import { known } from '../known.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

const SHOWN = {
  captcha: m.capture_wall_captcha,
  login: m.capture_wall_login,
  region: m.capture_wall_region,
  removed: m.capture_wall_removed,
  'empty-shell': m.capture_wall_empty_shell,
} satisfies Record<Wall, unknown>;

/** Says which wall a capture shows in the listing's place. `name` is as it was stored, perhaps by another version. */
export function wallSentence(name: string | undefined, language: Language = currentLanguage()): string {
  const wall = name === undefined ? undefined : known(SHOWN, name);
  return (wall ?? m.capture_wall_unknown)({}, { locale: language });
}

/** Says which wall a draft's captures show, and what to do about it. */
export function wallAdvice(name: string, language: Language = currentLanguage()): string {
  const advice = name === 'removed' ? m.capture_wall_advice_removed : m.capture_wall_advice;
  return `${wallSentence(name, language)} ${advice({}, { locale: language })}`;
}
