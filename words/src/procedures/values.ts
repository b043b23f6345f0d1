import type { Bilingual, Grade, OwnWords, Period, Places, ValueKind } from '@marketsafe/contract/procedures';
import { placeName } from '../claim/rights.ts';
import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';
import { formatList, formatNumber } from '../units/numbers.ts';
import { procedureOptionName } from './names.ts';

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

/** One of two texts, in the reader's language. */
export function bilingualText(
  text: { en: string; zh: string },
  language: Language = currentLanguage(),
): string {
  return language === 'zh-CN' ? text.zh : text.en;
}

/** A marketplace's own words, in every language in which they were found: they are what its form says. */
export function ownWordsText({ en, zh, other }: OwnWords): string {
  return [zh, en, other].filter(Boolean).join(' · ');
}

/** A value of a procedure, line by line. `value` is of the kind's own schema. */
export function procedureValueLines(
  field: string,
  kind: ValueKind,
  value: unknown,
  language: Language = currentLanguage(),
): string[] {
  // Which type a value has, its kind says; it was parsed with the kind's schema.
  switch (kind.editor) {
    case 'text':
      return [bilingualText(value as Bilingual, language)];
    case 'texts':
      return (value as Bilingual[]).map((text) => bilingualText(text, language));
    case 'own-words':
      return [ownWordsText(value as OwnWords)];
    case 'number':
      return [formatNumber(value as number, undefined, language)];
    case 'period':
      return [periodText(value as Period, language)];
    case 'places':
      return [placesText(value as Places, language)];
    case 'choice':
      return [procedureOptionName(field, value as string, language)];
    case 'choices':
      return [
        formatList(
          (value as string[]).map((option) => procedureOptionName(field, option, language)),
          language,
        ),
      ];
    case 'tokens':
      return [(value as string[]).join(', ')];
    case 'address':
      return [value as string];
  }
}
