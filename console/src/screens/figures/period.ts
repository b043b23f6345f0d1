import { addMonths, figuresQuery } from '@marketsafe/contract';
import { today } from '../../format/today.ts';

/** A period, both days within. */
export interface Period {
  from: string;
  to: string;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
}

/** Periods that are asked for most, until today, and the last whole year. */
export const PERIODS = {
  month: (day) => ({ from: daysBefore(day, 29), to: day }),
  quarter: (day) => ({ from: addMonths(day, -3), to: day }),
  year: (day) => ({ from: addMonths(`${day.slice(0, 7)}-01`, -11), to: day }),
  calendar: (day) => {
    const year = String(Number(day.slice(0, 4)) - 1);
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  },
} satisfies Record<string, (day: string) => Period>;

/** The period that an address names; where it names none that can be counted, the last twelve months, or what is usual there. */
export function periodOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  usual: (day: string) => Period = PERIODS.year,
): Period {
  const read = figuresQuery.safeParse({ from, to });
  return read.success ? { from: read.data.from, to: read.data.to } : usual(today());
}
