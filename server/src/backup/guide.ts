import { m } from '@marketsafe/words';

/** What stands in the README of a backup, in both languages: whoever finds it may know nothing of this program. */
export function guideText(): string {
  return `${m.backup_guide({}, { locale: 'en' })}\n\n${m.backup_guide({}, { locale: 'zh-CN' })}\n`;
}
