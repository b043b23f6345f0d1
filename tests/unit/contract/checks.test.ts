import {
  CHECKS,
  checklistFor,
  FAMILIES,
  FAMILY_MARKETPLACES,
  openChecks,
  type RightFields,
} from '@marketsafe/contract';
import { checkName, familyName } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';

type Checked = Parameters<typeof checklistFor>[0];
const right = (change: Partial<RightFields> = {}): Checked => ({
  ...{ type: 'trademark', place: 'CN', niceClasses: [25], filedOn: null },
  ...change,
});
/** What a family asks of a right, and whether it is needed. */
const asked = (family: (typeof FAMILIES)[number] | null, of: Checked) =>
  Object.fromEntries(
    checklistFor(of)
      .filter((item) => item.family === family)
      .map(({ check, needed }) => [check, needed]),
  );

describe('the checklist of a right', () => {
  it('asks an international mark for the certificate of territorial extension to China, for Taobao, Tmall and 1688 alone', () => {
    expect(asked('china', right({ place: 'WO' }))).toEqual({ 'territorial-extension': true });
    expect(asked('china', right())).toEqual({});
    expect(FAMILY_MARKETPLACES.china).toEqual(['taobao', 'tmall', '1688']);
  });

  it('asks designs and utility models of China that were filed since 2010 for an evaluation report, which only a third party says', () => {
    for (const type of ['design', 'utility'] as const) {
      const of = (filedOn: string | null) => asked('china', right({ type, filedOn, niceClasses: [] }));
      expect(of('2010-01-01')).toEqual({ 'evaluation-report': false });
      expect(of(null)).toEqual({ 'evaluation-report': false });
      expect(of('2009-12-31')).toEqual({});
    }
    expect(asked('china', right({ type: 'invention', niceClasses: [] }))).toEqual({});
  });

  it('asks for class pages of a mark, and for a translation of what another office wrote', () => {
    expect(asked(null, right())).toMatchObject({ 'classes-and-pages': true, 'in-force': true });
    expect(asked('ipp', right())).toEqual({});
    expect(asked('ipp', right({ place: 'TR' }))).toEqual({ translation: true });
    expect(asked('ipp', right({ type: 'copyright', niceClasses: [] }))).toEqual({
      'copyright-statement': true,
    });
  });

  it('says of each line where it was published, and never needs what only a third party says', () => {
    for (const type of ['trademark', 'copyright', 'design', 'utility', 'invention'] as const) {
      for (const place of ['CN', 'WO', 'EM', 'TR', 'US']) {
        for (const { check, needed, source } of checklistFor(right({ type, place }))) {
          expect([
            check,
            source.grade === 'P' ? source.address : /^https?:\/\//.test(source.address ?? ''),
          ]).toEqual([check, source.grade === 'P' ? null : true]);
          if (['3', 'M', 'I'].includes(source.grade)) expect([check, needed]).toEqual([check, false]);
        }
      }
    }
  });

  it('is done when what is needed is ticked, or the family that needs it is set aside', () => {
    const mark = right({ place: 'WO' });
    const base = Object.keys(asked(null, mark)) as (typeof CHECKS)[number][];
    expect(openChecks(mark, base, []).map(({ check }) => check)).toEqual([
      'translation',
      'territorial-extension',
    ]);
    expect(openChecks(mark, [...base, 'translation'], ['china'])).toEqual([]);
    // Nothing that everybody needs can be set aside.
    expect(openChecks(mark, [], [...FAMILIES]).map(({ check }) => check)).toEqual(base);
  });

  it('has a name for everything, in both languages', () => {
    expect(new Set(CHECKS.map((check) => checkName(check))).size).toBe(CHECKS.length);
    expect(new Set(FAMILIES.map((family) => familyName(family))).size).toBe(FAMILIES.length);
  });
});
