import { describe, expect, test } from 'vitest';
import { catalogueBreaches, unusedMessages, wordsBreaches } from '../../../../scripts/support/catalogue.ts';

const GOOD = { queue: { queue_sent: 'Sent as {number}.' } };

describe('the catalogues of messages', () => {
  test('nothing is wrong with the ones of this repository', () => {
    expect(wordsBreaches()).toEqual([]);
  });

  test('a message that one language lacks is a breach', () => {
    expect(catalogueBreaches(GOOD, { 'zh-CN': { queue: {} } })).toEqual([
      'queue.queue_sent: is missing in zh-CN',
    ]);
    expect(catalogueBreaches({}, { 'zh-CN': GOOD })).toEqual(['queue.queue_sent: is missing in en']);
  });

  test('English in the Chinese catalogue is a breach, a name is not', () => {
    const name = { queue: { queue_product: 'MarketSafe {version}' } };
    expect(catalogueBreaches(name, { 'zh-CN': name })).toEqual([]);
    const english = { queue: { queue_wait: 'It waits here.' } };
    expect(catalogueBreaches(english, { 'zh-CN': english })).toEqual([
      'queue.queue_wait: is not translated (zh-CN)',
    ]);
  });

  test('a plural form that is not translated is a breach', () => {
    const plural = [{ match: { 'p=one': '{n} file was kept', 'p=other': '{n} files were kept' } }];
    expect(
      catalogueBreaches({ a: { a_files: plural } }, { 'zh-CN': { a: { a_files: '保留了{n}个文件' } } }),
    ).toEqual([]);
    expect(catalogueBreaches({ a: { a_files: plural } }, { 'zh-CN': { a: { a_files: plural } } })).toEqual([
      'a.a_files: is not translated (zh-CN)',
    ]);
  });

  test('a parameter that the translation lost or made up is a breach', () => {
    expect(catalogueBreaches(GOOD, { 'zh-CN': { queue: { queue_sent: '已提交：{nummer}。' } } })).toEqual([
      'queue.queue_sent: has other parameters in zh-CN (number / nummer)',
    ]);
  });

  test('a key outside its area, and a sentence with two homes, are breaches', () => {
    const english = { queue: { other_key: 'It waits here.', queue_wait: 'One two three four.' } };
    const chinese = { queue: { other_key: '在此等候。', queue_wait: '一二三四。' } };
    expect(catalogueBreaches(english, { 'zh-CN': chinese })).toEqual([
      'queue.other_key: a key is snake_case and begins with its area',
    ]);
    const twice = { a: { a_one: 'One two three four.', a_two: 'One two three four.' } };
    expect(catalogueBreaches(twice, { 'zh-CN': { a: { a_one: '一', a_two: '二' } } })).toEqual([
      'a.a_two: says the same as a_one',
    ]);
  });

  test('a language whose catalogues are not there yet lacks each message', () => {
    const others = { 'zh-CN': {} };
    const two = { queue: { queue_sent: 'Sent.', queue_wait: 'Waiting.' }, desk: { desk_open: 'Open' } };
    expect(catalogueBreaches(two, others)).toEqual([
      'queue.queue_sent: is missing in zh-CN',
      'queue.queue_wait: is missing in zh-CN',
      'desk.desk_open: is missing in zh-CN',
    ]);
  });

  test('a message that no source names is a breach', () => {
    expect(unusedMessages(GOOD, ['const text = m.queue_sent({ number });'])).toEqual([]);
    expect(unusedMessages(GOOD, ['const m = queue_sent; m.queue_sent_late()'])).toEqual([
      'queue.queue_sent: nobody uses it',
    ]);
  });
});
