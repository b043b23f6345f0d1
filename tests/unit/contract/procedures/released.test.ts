import { MARKETPLACE_IDS } from '@marketsafe/contract';
import {
  type Bilingual,
  procedureFor,
  procedureRecord,
  RELEASED_PROCEDURES,
  SCOPE_IDS,
  type ScopeId,
  valuesOf,
} from '@marketsafe/contract/procedures';
import { describe, expect, it } from 'vitest';

const SCOPES = Object.keys(RELEASED_PROCEDURES) as ScopeId[];
const ALL = SCOPES.flatMap((scope) =>
  valuesOf(RELEASED_PROCEDURES[scope] ?? {}).map((value) => ({ scope, ...value })),
);

describe('the procedures of the release', () => {
  it.each(SCOPES)('of %s are of the schema, with a source for every value', (scope) => {
    expect(SCOPE_IDS).toContain(scope);
    expect(procedureRecord.safeParse(RELEASED_PROCEDURES[scope]).error?.issues ?? []).toEqual([]);
  });

  it('hold a value that the schema would refuse in no place: what parses is what ships', () => {
    for (const scope of SCOPES)
      expect(procedureRecord.parse(RELEASED_PROCEDURES[scope])).toEqual(RELEASED_PROCEDURES[scope]);
  });

  it.each(MARKETPLACE_IDS)(
    'say of %s how one files, where rights count and what sellers see, or that it is not known',
    (id) => {
      const { parts } = procedureFor(id);
      expect(parts.overview.it?.route).toBeDefined();
      expect(parts.rights.it?.places).toBeDefined();
      for (const part of ['channels', 'reasons', 'sellerSees', 'clocks', 'penalties'] as const)
        expect(Object.keys(parts[part]), part).not.toEqual([]);
    },
  );

  it('say nothing in one language only', () => {
    const texts = ALL.flatMap(({ leaf }) => [leaf.value, leaf.note]).filter(
      (value): value is Bilingual =>
        typeof value === 'object' &&
        value !== null &&
        'en' in value &&
        'zh' in value &&
        value.en !== null &&
        value.zh !== null,
    );
    expect(texts.length).toBeGreaterThan(150);
    // A name that is written in Latin letters everywhere is the same in both; a sentence never is.
    for (const { en, zh } of texts.filter(({ en: text }) => text.split(' ').length > 4))
      expect(zh, en).toMatch(/\p{Script=Han}/u);
  });
});
