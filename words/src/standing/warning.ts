import type { StandingWarning } from '@marketsafe/contract';
import { reasonName } from '../claim/reasons.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatShare, measureName } from './names.ts';

/** Which threshold came near, or broke, and where it stood then. */
export function standingWarningSentence(
  { measure, reason, level, share, distance }: StandingWarning,
  language: Language = currentLanguage(),
): string {
  const locale = { locale: language };
  const said = {
    measure: measureName(measure, language),
    share: formatShare(share, measure === 'takedown' ? 'down' : 'up', language),
    about: reason === null ? m.goodfaith_mail_all({}, locale) : reasonName(reason, language),
  };
  return level === 'missed' || distance === null
    ? m.goodfaith_mail_missed(said, locale)
    : m.goodfaith_mail_near({ ...said, count: distance }, locale);
}
