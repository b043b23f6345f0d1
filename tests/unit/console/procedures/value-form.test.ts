import {
  PART_NAMES,
  partByName,
  RELEASED_PROCEDURES,
  type ScopeId,
  type Sourced,
  valuesOf,
} from '@marketsafe/contract/procedures';
import { describe, expect, it } from 'vitest';
import { kindAt } from '../../../../console/src/components/procedures/kind-at.ts';
import {
  formOf,
  itemNameOf,
  type LeafForm,
  leafOf,
} from '../../../../console/src/screens/procedures/value-form.ts';

const TODAY = '2026-11-29';
const ALL = (Object.keys(RELEASED_PROCEDURES) as ScopeId[]).flatMap((scope) =>
  valuesOf(RELEASED_PROCEDURES[scope] ?? {}).map((value) => ({ scope, ...value })),
);
const period = { part: 'clocks', field: 'period' } as const;
const documents = { part: 'reasons', field: 'documents' } as const;
const links = { part: 'channels', field: 'maxLinks' } as const;
const LEAF: Sourced<unknown> = {
  value: 300,
  grade: 'D',
  source: { title: 'IPP', address: 'https://ipp.alibabagroup.com/', date: '2026' },
  seenOn: '2020-01-01',
  verified: null,
};

describe('a value that is opened and kept as it is', () => {
  it.each(ALL.map((value) => [`${value.scope} ${value.part}/${value.item}/${value.field}`, value] as const))(
    'stays the same: %s',
    (_, { leaf, ...path }) => {
      const read = leafOf(path, formOf(kindAt(path), leaf, leaf.seenOn));
      expect(read.wrong).toEqual([]);
      // Of what is not known there is no source.
      expect(read.leaf).toEqual(leaf);
    },
  );
});

describe('what is typed', () => {
  const typed = (path: Parameters<typeof kindAt>[0], change: Partial<LeafForm>) =>
    leafOf(path, {
      ...formOf(kindAt(path), { ...LEAF, value: null, grade: null, source: null }, TODAY),
      isNotKnown: false,
      ...{ grade: 'D', sourceTitle: 'IPP' },
      ...change,
    });

  it('is a value of its kind', () => {
    const value = (path: Parameters<typeof kindAt>[0], text: Record<string, string>, ticked: string[] = []) =>
      typed(path, { typed: text, ticked }).leaf?.value;
    expect(value(links, { value: ' 250 ' })).toBe(250);
    expect(value(period, { least: '', most: '48', unit: 'hours' })).toEqual({
      least: null,
      most: 48,
      unit: 'hours',
    });
    expect(value({ part: 'rights', field: 'places' }, { places: 'cn，em' })).toEqual(['CN', 'EM']);
    expect(value({ part: 'rights', field: 'places' }, {}, ['any'])).toBe('any');
    expect(value({ part: 'channels', field: 'fileTypes' }, { tokens: 'PDF, jpg' })).toEqual(['pdf', 'jpg']);
    expect(value(documents, { en: 'One\n\nTwo', zh: '一\n二' })).toEqual([
      { en: 'One', zh: '一' },
      { en: 'Two', zh: '二' },
    ]);
    expect(value({ part: 'reasons', field: 'wording' }, { en: '', zh: '假货', other: '' })).toEqual({
      en: null,
      zh: '假货',
    });
  });

  it.each<[string, Parameters<typeof kindAt>[0], Partial<LeafForm>, string[]]>([
    ['no number', links, { typed: { value: 'many' } }, ['value']],
    ['a number with a point', links, { typed: { value: '1.5' } }, ['value']],
    [
      'a time that ends before it begins',
      period,
      { typed: { least: '5', most: '3', unit: 'hours' } },
      ['value'],
    ],
    ['a line in one language', documents, { typed: { en: 'One\nTwo', zh: '一' } }, ['value']],
    ['no source', links, { typed: { value: '1' }, sourceTitle: '' }, ['source']],
    [
      'an address that is no page',
      links,
      { typed: { value: '1' }, sourceAddress: 'javascript:1' },
      ['source'],
    ],
    ['no day', links, { typed: { value: '1' }, seenOn: '' }, ['seenOn']],
    ['half a note', links, { typed: { value: '1' }, noteEn: 'Only English' }, ['note']],
  ])('with %s is told where it is wrong', (_, path, change, wrong) => {
    expect(typed(path, change).wrong).toEqual(wrong);
  });

  it('of one who looked at the source says so with its day, and without a value has no source', () => {
    expect(typed(links, { typed: { value: '1' }, isLookedAt: true }).leaf?.verified).toEqual({
      by: null,
      on: TODAY,
    });
    expect(typed(links, { isNotKnown: true }).leaf).toMatchObject({ value: null, grade: null, source: null });
  });
});

it('has a control for every kind of value there is', () => {
  for (const part of PART_NAMES)
    for (const field of Object.keys(partByName(part).fields))
      expect(formOf(kindAt({ part, field }), undefined, TODAY).isNotKnown).toBe(false);
});

it('makes a name for a new item of what it is called', () => {
  expect(itemNameOf('  Online form (EU) ')).toBe('online-form-eu');
  expect(itemNameOf('邮件')).toBe('');
});
