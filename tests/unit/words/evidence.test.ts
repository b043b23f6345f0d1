import {
  CAPTURE_FINDINGS,
  CAPTURE_METHODS,
  CLAIM_STATES,
  evidenceFile,
  LIMITATIONS,
  MARKETPLACE_IDS,
  REPORT_KINDS,
  RIGHT_STATUSES,
  RIGHT_TYPES,
  WALLS,
} from '@marketsafe/contract';
import {
  custodySentence,
  fileKindName,
  findingSentence,
  LANGUAGES,
  type Language,
  limitationAdvice,
  limitationSentence,
  limitationSentences,
  marketplaceName,
  methodName,
  pictureDescription,
  pictureLabel,
  placeName,
  rightStatusName,
  rightTypeName,
  roleName,
  stateName,
  wallSentence,
} from '@marketsafe/words';
import { describe, expect, it, test } from 'vitest';

const HAN = /\p{Script=Han}/u;

/** Every code of the contract beside the function that says it. */
const SAID: readonly [
  name: string,
  codes: readonly string[],
  say: (code: string, language: Language) => string,
][] = [
  ['limitation', LIMITATIONS, (code, language) => limitationSentence(code, undefined, language)],
  ['finding', CAPTURE_FINDINGS, findingSentence],
  ['wall', WALLS, wallSentence],
  ['method', CAPTURE_METHODS, methodName],
  ['picture', CAPTURE_METHODS, pictureDescription],
  ['role', evidenceFile.shape.role.options, roleName],
  ['kind of file', evidenceFile.shape.type.options, fileKindName],
  ['state', CLAIM_STATES, stateName],
  ['type of right', RIGHT_TYPES, rightTypeName],
  ['status of a right', RIGHT_STATUSES, rightStatusName],
  [
    'report in the audit chain',
    REPORT_KINDS,
    (made, language) => custodySentence({ action: 'claim.exported', made }, language),
  ],
];

describe.each(SAID)('each %s of the contract', (_, codes, say) => {
  it('is said in both languages, none like another or like one that is not known', () => {
    for (const language of LANGUAGES) {
      const texts = [...codes, 'one of tomorrow'].map((code) => say(code, language));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    }
    for (const code of codes) {
      expect(say(code, 'zh-CN')).toMatch(HAN);
      expect(say(code, 'en')).not.toMatch(HAN);
    }
  });

  it('that another version has stored is a true text and no crash', () => {
    for (const code of ['one of tomorrow', 'constructor', '__proto__', ''])
      for (const language of LANGUAGES) expect(typeof say(code, language)).toBe('string');
  });
});

test('a marketplace has the name that its users know, and one of another version its id', () => {
  expect(marketplaceName('aliexpress', 'en')).toBe('AliExpress');
  expect(marketplaceName('aliexpress', 'zh-CN')).toBe('速卖通');
  for (const id of MARKETPLACE_IDS) expect(marketplaceName(id, 'en')).toMatch(/^[A-Z1]/);
  expect(marketplaceName('toString', 'en')).toBe('toString');
});

test('places of registration are named, the European Union’s office code too, and a code that is none stands', () => {
  expect(placeName('CN', 'en')).toBe('China');
  expect(placeName('CN', 'zh-CN')).toBe('中国');
  expect(placeName('EM', 'en')).toBe('European Union');
  expect(placeName('EM', 'zh-CN')).toBe('欧盟');
  expect(placeName('not a code', 'en')).toBe('not a code');
});

describe('how a file came to be', () => {
  it('never lets a rendering pass for a screenshot', () => {
    expect(methodName('rendered', 'en')).toMatch(/not a screenshot/);
    expect(methodName('rendered', 'zh-CN')).toMatch(/非截图/);
    expect(pictureDescription('rendered', 'en')).toMatch(/not a screenshot/);
    expect(pictureDescription('rendered', 'zh-CN')).toMatch(/并非截图/);
    for (const method of ['snapshot', 'fetched', 'recorded', 'painted', 'one of tomorrow'])
      expect(methodName(method, 'en')).not.toMatch(/screenshot/i);
  });

  it('names the first picture and the parts of a page, and no rendering as either', () => {
    expect(pictureLabel({ path: 'viewport.png', method: 'pixels' }, 'en')).toMatch(/^First picture/);
    expect(pictureLabel({ path: 'slice-003.png', method: 'pixels' }, 'zh-CN')).toBe('网页第3部分');
    expect(pictureLabel({ path: 'slice-003.png', method: 'rendered' }, 'en')).toMatch(/not a screenshot/);
  });
});

describe('limitations', () => {
  it('name the wall that the page showed', () => {
    expect(limitationSentence('wall', 'captcha', 'en')).toBe(wallSentence('captcha', 'en'));
    const listing = { wall: 'login' } as Parameters<typeof limitationSentences>[0]['listing'];
    expect(limitationSentences({ limitations: ['wall', 'page-grew'], listing }, 'zh-CN')).toEqual([
      wallSentence('login', 'zh-CN'),
      limitationSentence('page-grew', undefined, 'zh-CN'),
    ]);
  });

  it('say nothing of who reads them; advice is apart, and only where something can be done', () => {
    for (const code of LIMITATIONS) {
      expect(limitationSentence(code, undefined, 'en')).not.toMatch(/\byou/i);
      expect(limitationSentence(code, undefined, 'zh-CN')).not.toMatch(/您|你/);
    }
    expect(limitationAdvice('pixels-failed', 'en')).toBe('Capture the listing again.');
    expect(limitationAdvice('certificate-unknown', 'en')).toBeNull();
    expect(limitationAdvice('valueOf', 'en')).toBeNull();
  });
});

test('an action of the audit chain that this version does not know is named', () => {
  expect(custodySentence({ action: 'capture.moved', made: null }, 'en')).toContain('capture.moved');
  expect(custodySentence({ action: 'package.exported', made: 'a.zip' }, 'zh-CN')).toContain('a.zip');
});
