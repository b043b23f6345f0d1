import {
  APPLICATION_MOVES,
  APPLICATION_STATES,
  type ApplicationData,
  afterMove,
  applicationGaps,
  classesOf,
  emptyPart,
  entriesOf,
  isOpenToApplicant,
  newRight,
  newRightOf,
  type PartValues,
  partFaults,
  rightGaps,
  websiteOf,
} from '@marketsafe/contract';
import { describe, expect, it } from 'vitest';

const TODAY = '2026-11-30';
const RIGHT: PartValues<'right'> = {
  ...emptyPart('right'),
  ...{ type: 'trademark', mark: '云木', place: 'CN', number: '45678901', owner: '云木有限公司' },
  ...{ niceClasses: '21、30', expiresOn: '2031-03-13', brand: '云木' },
};
const RIGHT_ID = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d01';
const HOLDER_ID = '5c0f6d1e-7a52-4f6e-9b1c-2f4f5a8e1d02';

function whole(): ApplicationData {
  return {
    organisation: {
      ...emptyPart('organisation'),
      ...{ name: '云木', country: 'CN', number: '1', address: '杭州' },
    },
    contact: { ...emptyPart('contact'), name: '林晓', title: '总经理' },
    reach: { ...emptyPart('reach'), brands: '云木', marketplaces: 'taobao' },
    holders: [],
    rights: [{ id: RIGHT_ID, holder: null, values: RIGHT }],
  };
}
const FILES = [
  { kind: 'company', about: null },
  { kind: 'certificate', about: RIGHT_ID },
];

describe('a part', () => {
  it('may be empty, and is kept only where what stands in it can be so', () => {
    expect(partFaults('organisation', emptyPart('organisation'), TODAY)).toEqual([]);
    const values = { ...emptyPart('organisation'), country: 'ZZ', website: 'ftp://x.example' };
    const faults = partFaults('organisation', { ...values, name: 'x'.repeat(501), address: '\ud800' }, TODAY);
    expect(faults.map(({ field, fault }) => [field, fault])).toEqual([
      ['name', 'too-long'],
      ['country', 'country-unknown'],
      ['website', 'website-form'],
      ['address', 'text-broken'],
    ]);
  });

  it('counts entries, and knows addresses, links and choices', () => {
    const contact = { ...emptyPart('contact'), investigators: 'a@b.example\nnobody' };
    expect(partFaults('contact', contact, TODAY)[0]?.fault).toBe('email-form');
    const many = Array.from({ length: 21 }, (_, index) => `https://a.example/${index}`).join('\n');
    expect(partFaults('reach', { ...emptyPart('reach'), links: many }, TODAY)[0]?.fault).toBe('too-many');
    const odd = {
      ...emptyPart('reach'),
      links: 'javascript:alert(1)',
      marketplaces: 'amazon',
      volume: 'all',
    };
    expect(partFaults('reach', odd, TODAY).map(({ fault }) => fault)).toEqual([
      'not-a-choice',
      'not-a-choice',
      'link-form',
    ]);
    expect(entriesOf(' a \r\n\nb\na')).toEqual(['a', 'b']);
  });
});

describe('a website', () => {
  it.each([
    ['www.yunmu.example', 'https://www.yunmu.example'],
    ['http://yunmu.example/x', 'http://yunmu.example/x'],
    ['javascript:alert(1)', null],
    ['https://name:secret@yunmu.example', null],
    ['localhost', null],
    ['127.0.0.1', null],
  ])('%s is kept as %s', (typed, kept) => {
    expect(websiteOf(typed)).toBe(kept);
  });
});

describe('a right', () => {
  it('has no gap exactly where the vault takes it', () => {
    expect(rightGaps(RIGHT, TODAY)).toEqual([]);
    expect(newRight.safeParse(newRightOf(RIGHT_ID, RIGHT)).success).toBe(true);
    expect(newRightOf(RIGHT_ID, RIGHT).niceClasses).toEqual([21, 30]);
    expect(classesOf('9, x')).toEqual([9, Number.NaN]);
  });

  it.each<[Partial<PartValues<'right'>>, string, string]>([
    [{ niceClasses: '' }, 'niceClasses', 'classes-missing'],
    [{ type: 'copyright' }, 'niceClasses', 'classes-of-no-mark'],
    [{ niceClasses: '9 77' }, 'niceClasses', 'classes-form'],
    [{ expiresOn: '2026-11-29' }, 'expiresOn', 'expired'],
    [{ expiresOn: '2026-02-30' }, 'expiresOn', 'day-form'],
    [{ registeredOn: '2026-12-01' }, 'registeredOn', 'day-ahead'],
    [{ number: '—' }, 'number', 'number-form'],
    [{ owner: '' }, 'owner', 'missing'],
  ])('with %j says what is wrong at its field', (changed, field, fault) => {
    expect(rightGaps({ ...RIGHT, ...changed }, TODAY)).toContainEqual(
      expect.objectContaining({ field, fault }),
    );
  });
});

describe('completeness', () => {
  it('is reached by what is needed and not by more', () => {
    expect(applicationGaps('rights_holder', whole(), FILES, TODAY)).toEqual([]);
    const gaps = applicationGaps('rights_holder', { ...whole(), rights: [] }, [], TODAY);
    expect(gaps).toEqual([
      { at: 'rights', fault: 'none' },
      { at: 'files', fault: 'no-company' },
    ]);
  });

  it('asks a representative for holders, whose each right is, and their mandates', () => {
    const none = applicationGaps('representative', whole(), FILES, TODAY);
    expect(none.map(({ fault }) => fault)).toEqual(['none', 'holder-unknown']);
    const holder = {
      id: HOLDER_ID,
      values: { ...emptyPart('holder'), validFrom: '2026-01-01', validTo: '2026-11-29' },
    };
    const lapsed = applicationGaps('representative', { ...whole(), holders: [holder] }, FILES, TODAY);
    expect(lapsed).toContainEqual({
      at: 'holder',
      id: HOLDER_ID,
      field: 'validTo',
      fault: 'expired',
      most: 0,
    });
    expect(lapsed).toContainEqual({ at: 'files', fault: 'no-mandate', id: HOLDER_ID });
    expect(lapsed.map(({ fault }) => fault)).toContain('no-right-of-holder');
  });

  it('says where the same right is written twice', () => {
    const twice = {
      ...whole(),
      rights: [...whole().rights, { id: HOLDER_ID, holder: null, values: { ...RIGHT, number: '4567 8901' } }],
    };
    const gaps = applicationGaps(
      'rights_holder',
      twice,
      [...FILES, { kind: 'certificate', about: HOLDER_ID }],
      TODAY,
    );
    expect(gaps).toEqual([expect.objectContaining({ at: 'right', field: 'number', fault: 'given-twice' })]);
  });
});

describe('states', () => {
  it('end where they should: nothing moves an application that was accepted, refused or withdrawn', () => {
    for (const state of ['accepted', 'refused', 'withdrawn'] as const) {
      expect(APPLICATION_MOVES.filter((move) => afterMove(state, move) !== null)).toEqual([]);
    }
    expect(APPLICATION_STATES.filter(isOpenToApplicant)).toEqual(['draft', 'needs_info']);
  });

  it('let an appeal happen once', () => {
    expect(afterMove('declined', 'appeal')).toBe('appealed');
    expect(afterMove('appealed', 'decline')).toBe('refused');
    expect(afterMove('refused', 'appeal')).toBeNull();
  });
});
