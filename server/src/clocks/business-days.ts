import chineseDays from 'chinese-days';
import Holidays from 'date-holidays';

const DAY = 86_400_000;

/** The calendar day so many days later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * Whether the state's holidays of a year are known to the calendar. 1 to 3 October are holidays every year (全国年节及纪念日放假办法, art. 2), and
 * never all on a weekend: where the calendar takes one for a working day it has no data, and would say so of every holiday without a word.
 */
function isYearKnown(year: number): boolean {
  return ['01', '02', '03'].every((day) => !chineseDays.isWorkday(`${year}-10-${day}`));
}

/** Last day of which mainland China's working days are known. */
export function workdaysKnownUntil(): string {
  let year = new Date().getUTCFullYear();
  while (isYearKnown(year + 1)) year += 1;
  while (!isYearKnown(year)) year -= 1;
  return `${year}-12-31`;
}

/** A last day, and whether it may move. */
export interface DueDay {
  due: string;
  /** It runs into a year whose holidays are not published: only weekends were left out there. */
  provisional: boolean;
}

/** The day on which so many working days in mainland China have passed after a day; weekends that are worked count, holidays do not. */
export function addChineseWorkdays(day: string, workdays: number): DueDay {
  let due = day;
  for (let left = workdays; left > 0; ) {
    due = addDays(due, 1);
    if (chineseDays.isWorkday(due)) left -= 1;
  }
  return { due, provisional: due > workdaysKnownUntil() };
}

let unitedStates: Holidays | undefined;

/** Days after `from` up to `due` that are public holidays in the United States and no weekend. */
export function closedInUs(from: string, due: string): string[] {
  unitedStates ??= new Holidays('US', { timezone: 'UTC', types: ['public'] });
  const found: string[] = [];
  for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) {
    const noon = new Date(`${day}T12:00:00Z`);
    const weekday = noon.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && unitedStates.isHoliday(noon)) found.push(day);
  }
  return found;
}
