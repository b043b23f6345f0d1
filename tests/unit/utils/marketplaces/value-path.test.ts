import { describe, expect, it } from 'vitest';
import { at, listAt, numberAt, textAt } from '../../../../utils/marketplaces/value-path.ts';

describe('reading into page state', () => {
  it('follows own properties and list positions only', () => {
    const state = { a: [{ b: 'x' }], s: 'text' };
    expect(at(state, 'a.0.b')).toBe('x');
    expect(at(state, '')).toBe(state);
    for (const path of [
      'a.1.b',
      'a.length.x',
      'toString',
      'constructor.name',
      '__proto__',
      's.length',
      'z.y',
    ]) {
      expect(at(state, path), path).toBeUndefined();
    }
  });

  it('follows references to repeated objects', () => {
    const state = {
      result: { pictures: [{ url: 'u' }], copy: { $ref: '$.result.pictures[0]' } },
      page: { $ref: '$.result' },
    };
    expect(at(state, 'page.copy.url')).toBe('u');
    expect(listAt({ list: [{ $ref: '$.one' }], one: { id: 1 } }, 'list')).toEqual([{ id: 1 }]);
  });

  it('gives nothing for references that go in circles, nowhere, or up', () => {
    const state = {
      a: { $ref: '$.b' },
      b: { $ref: '$.a' },
      self: { $ref: '$.self.self' },
      gone: { $ref: '$.x.y' },
      up: { $ref: '..' },
    };
    for (const path of ['a', 'a.b', 'self', 'self.self', 'gone', 'up'])
      expect(at(state, path), path).toBeUndefined();
  });

  it('takes numbers and texts for each other only where they are plain', () => {
    expect(textAt({ n: 5 }, 'n')).toBe('5');
    expect(textAt({ n: ' ' }, 'n')).toBeUndefined();
    expect(numberAt({ n: '14.80' }, 'n')).toBe(14.8);
    expect(numberAt({ n: '1,480' }, 'n')).toBeUndefined();
    expect(numberAt({ n: Number.NaN }, 'n')).toBeUndefined();
  });
});
