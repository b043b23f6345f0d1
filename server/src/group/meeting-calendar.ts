import type { GroupTopicDetail } from '@marketsafe/contract';
import { type Language, meetingEventName } from '@marketsafe/words';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { HttpProblem } from '../problems.ts';

/**
 * A meeting as an entry of a calendar (RFC 5545), on its whole day. Its name and its address alone: a calendar lies with whoever keeps it.
 * @param address of the console
 * @throws HttpProblem `topic-unknown` where it is no meeting
 */
export function meetingCalendar(
  { topicId, title, on, openedAt }: Pick<GroupTopicDetail, 'topicId' | 'title' | 'on' | 'openedAt'>,
  { language, address }: { language: Language; address: string },
): string {
  if (on === null) throw new HttpProblem('topic-unknown');
  const calendar = ical({
    prodId: { company: 'MarketSafe', product: 'Reporter', language: language === 'zh-CN' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${topicId}@marketsafe`,
    stamp: new Date(openedAt),
    start: `${on}T00:00:00.000Z`,
    allDay: true,
    timezone: null,
    summary: meetingEventName(title, language),
    url: `${address}/group/${topicId}`,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  return `${calendar.toString()}\r\n`;
}
