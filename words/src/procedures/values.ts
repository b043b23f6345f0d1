import type { Grade, Period, Places } from '@marketsafe/contract/procedures';
import { placeName } from '../claim/rights.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatList } from '../units/numbers.ts';

const GRADES = {
  D: m.procedure_grade_platform,
  L: m.procedure_grade_law,
  '3': m.procedure_grade_other,
  M: m.procedure_grade_memory,
  I: m.procedure_grade_inferred,
} satisfies Record<Grade, unknown>;

/** How sure a value of a procedure is. */
export function gradeName(grade: Grade, language: Language = currentLanguage()): string {
  return GRADES[grade]({}, { locale: language });
}

const UNITS = {
  'business-days': m.procedure_business_days,
  'calendar-days': m.procedure_calendar_days,
  hours: m.procedure_hours,
  months: m.procedure_months,
} satisfies Record<Period['unit'], unknown>;

/** A length of time: “3 business days”, “3 to 5 business days”, “at most 48 hours”. */
export function periodText({ least, most, unit }: Period, language: Language = currentLanguage()): string {
  const options = { locale: language };
  const longest = UNITS[unit]({ count: most }, options);
  if (least === null) return m.procedure_period_most({ most: longest }, options);
  return least === most ? longest : m.procedure_period_between({ least, most: longest }, options);
}

/** Where a right has to be registered. */
export function placesText(places: Places, language: Language = currentLanguage()): string {
  if (places === 'any') return m.procedure_places_any({}, { locale: language });
  return formatList(
    places.map((place) => placeName(place, language)),
    language,
  );
}
