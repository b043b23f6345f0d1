import { PACKAGE_FINDINGS, PACKAGE_GUIDE, type PackageFinding } from '@marketsafe/contract';
import {
  conclusionOf,
  groupChecks,
  LANGUAGES,
  type Language,
  packageFindingSentence,
  sayPackageGuide,
} from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { inScriptOf } from '../../../scripts/support/language-script.ts';

const GOOD: Readonly<Record<Language, RegExp>> = { en: /^OK/, 'zh-CN': /^通过/ };

const VALUES: Readonly<Record<string, string | number>> = { count: 3, number: 8, marketplace: 'aliexpress' };

function finding([code, names]: [string, readonly string[]]): PackageFinding {
  const params = Object.fromEntries(names.map((name) => [name, VALUES[name] ?? `<${name}>`]));
  return { code, params } as unknown as PackageFinding;
}

const ALL = Object.entries(PACKAGE_FINDINGS).map(finding);

describe.each(LANGUAGES)('in %s, what a check of a package finds', (language) => {
  it.each(ALL)('is a sentence that names all it should: $code', (found) => {
    const sentence = packageFindingSentence(found, language);
    expect(sentence).toMatch(/[.。]$/);
    expect(sentence).not.toMatch(/\{|\}|undefined/);
    expect(inScriptOf(language, sentence)).toBe(true);
    for (const [name, value] of Object.entries(found.params)) {
      if (name !== 'trust' && name !== 'marketplace') expect(sentence).toContain(String(value));
    }
  });

  it('holds no character of the package that could rewrite what stands beside it', () => {
    const name = '\u001b[2J all is well \u202e';
    const sentence = packageFindingSentence({ code: 'strange-name', params: { name } }, language);
    expect(sentence).toContain('all is well');
    expect(sentence).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  it('says whose a signature is, and never more than is known', () => {
    const said = ['program', 'packed-key', 'nobody', 'constructor'].map((trust) =>
      packageFindingSentence({ code: 'receipt', params: { at: '2026-11-23T09:00:00Z', trust } }, language),
    );
    expect(new Set(said).size).toBe(3);
    expect(said[3]).toBe(said[2]);
  });

  it('comes to a conclusion that never calls a refused package good', () => {
    const of = (ok: boolean, kind: 'evidence' | null, states: readonly string[]) =>
      conclusionOf({ ok, kind, checks: states.map((state) => ({ state })) }, language);
    const good = GOOD[language];
    expect(of(true, 'evidence', ['passed'])).toMatch(good);
    expect(of(true, 'evidence', ['passed', 'untrusted'])).toContain('?');
    expect(of(false, 'evidence', ['failed', 'failed'])).not.toMatch(good);
    expect(of(false, 'evidence', ['failed', 'failed'])).toContain('2');
    expect(of(false, null, ['failed'])).not.toMatch(good);
  });
});

describe('checks', () => {
  it('stand under what they are about', () => {
    const capture = '018f7d00-0000-7000-8000-000000000001';
    const groups = groupChecks(
      [
        { id: 'archive', subject: 'package' },
        { id: 'receipt', subject: capture },
        { id: 'enrolment', subject: capture },
        { id: 'unlisted', subject: 'x.txt' },
      ],
      'zh-CN',
    );
    expect(groups.map(({ heading, checks }) => [heading, checks.length])).toEqual([
      ['证据包', 2],
      [`取证${capture}`, 1],
      [`设备${capture}`, 1],
    ]);
  });
});

describe('the instructions of a package', () => {
  it.each(PACKAGE_GUIDE)('are said in English and then in Chinese: %s', (code) => {
    const params = { tagManifest: 'T', tagSignature: 'S', manifest: 'M', software: 'x 1' };
    const [english = '', chinese = ''] = sayPackageGuide(code, params);
    expect(english).not.toMatch(/\p{Script=Han}|\{|undefined/u);
    expect(chinese).toMatch(/\p{Script=Han}/u);
  });
});
