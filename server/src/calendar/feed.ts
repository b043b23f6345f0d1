import type { OpenClock } from '@marketsafe/contract';
import { calendarName, clockText, type Language } from '@marketsafe/words';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

/** How often a calendar is to be asked for, in seconds. */
const REFRESH = 3_600;
const DAY = 86_400_000;

/**
 * Clocks as a calendar (RFC 5545) in a person's language. Numbers and kinds alone: a calendar lies with whoever keeps it. An event has the
 * same name whenever it is asked for, so that one whose day moves moves, and one that may still move is tentative.
 * @param address of the console
 */
export function calendarOf(
  clocks: readonly OpenClock[],
  { language, address, now }: { language: Language; address: string; now: Date },
): string {
  const calendar = ical({
    name: calendarName(language),
    prodId: { company: 'MarketSafe', product: 'Reporter', language: language === 'zh-CN' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH,
  });
  // To the day: the same clocks are the same bytes, whenever they are asked for.
  const stamp = new Date(Math.floor(now.getTime() / DAY) * DAY);
  for (const clock of clocks) {
    const { summary, description } = clockText(clock, language);
    const link = `${address}${pathOf(clock)}`;
    calendar.createEvent({
      id: `${clock.key}@marketsafe`,
      stamp,
      start: clock.dueAt ?? `${clock.due}T00:00:00.000Z`,
      allDay: clock.dueAt === null,
      timezone: null,
      summary,
      description: [description, link].filter((part) => part !== null).join('\n'),
      url: link,
      status: clock.provisional ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function pathOf({ kind, subject }: OpenClock): string {
  switch (subject.is) {
    case 'claim':
      return kind === 'review' ? `/review/${subject.claimId}` : `/claims/${subject.claimId}`;
    case 'packet':
      return `/packets/${subject.packetId}`;
    case 'right':
      return `/rights/${subject.rightId}`;
    case 'mandate':
      return `/mandates/${subject.mandateId}`;
  }
}
