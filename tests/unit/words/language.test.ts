import {
  chooseLanguage,
  currentLanguage,
  LANGUAGE_NAMES,
  onLanguage,
  setLanguage,
  wallSentence,
} from '@marketsafe/words';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => setLanguage('en'));

describe('the language of what people read', () => {
  test('each language is called by its own name', () => {
    expect(LANGUAGE_NAMES).toEqual({ en: 'English', 'zh-CN': '简体中文' });
  });

  test('the first language of a reader’s list that exists is taken, any Chinese as 简体中文, otherwise English', () => {
    expect(chooseLanguage(['fr-CH', 'zh-TW', 'en'])).toBe('zh-CN');
    expect(chooseLanguage(['zh-Hans-CN'])).toBe('zh-CN');
    expect(chooseLanguage(['en-GB', 'zh'])).toBe('en');
    expect(chooseLanguage(['tr', 'de'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  test('a message follows the language of the page, and a given language comes before it', () => {
    expect(wallSentence('login')).toMatch(/sign in/);
    setLanguage('zh-CN');
    expect(currentLanguage()).toBe('zh-CN');
    expect(wallSentence('login')).toMatch(/登录/);
    expect(wallSentence('login', 'en')).toMatch(/sign in/);
  });

  test('who listens hears of a change once, and of nothing after leaving', () => {
    const heard = vi.fn();
    const stop = onLanguage(heard);
    setLanguage('zh-CN');
    setLanguage('zh-CN');
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    setLanguage('en');
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('a wall that this version does not know is still said to be one', () => {
    for (const name of ['a wall of tomorrow', 'constructor', undefined])
      expect(wallSentence(name)).toBe('The page showed a wall instead of the listing.');
  });
});
