import { currentLanguage, type Language } from '../language.ts';
import { m } from '../messages.ts';

/** Words of the page of published roots. */
export interface AuditRootWords {
  title: string;
  what: string;
  check: string;
  json: string;
  keys: string;
  none: string;
  number: string;
  made: string;
  hash: string;
  stamped: string;
}

/** What the page of published roots says. */
export function auditRootWords(language: Language = currentLanguage()): AuditRootWords {
  const locale = { locale: language };
  return {
    title: m.evidence_roots_title({}, locale),
    what: m.evidence_roots_what({}, locale),
    check: m.evidence_roots_check({}, locale),
    json: m.evidence_roots_json({}, locale),
    keys: m.evidence_roots_keys({}, locale),
    none: m.evidence_roots_none({}, locale),
    number: m.evidence_roots_number({}, locale),
    made: m.evidence_roots_made({}, locale),
    hash: m.evidence_column_hash({}, locale),
    stamped: m.evidence_roots_stamped({}, locale),
  };
}
