import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLiteral, parseString } from '../../../../utils/marketplaces/literal.ts';
import { effortOf } from '../../support/effort.ts';

const value = (text: string) => plain(parseLiteral(text, 0)?.value);
/** Objects read here have no prototype; comparing wants ordinary ones. */
const plain = (read: unknown): unknown => (read === undefined ? undefined : JSON.parse(JSON.stringify(read)));

describe('reading object literals', () => {
  it.each([
    ['{a: 1, "b": 2, \'c\': 3, $d_1: 4, ключ: 5}', { a: 1, b: 2, c: 3, $d_1: 4, ключ: 5 }],
    ['{6065759283227:0.4000,1:.5,2:-1e3,3:0x10}', { '6065759283227': 0.4, '1': 0.5, '2': -1000, '3': 16 }],
    ['{a: \'it\\\'s\', b: "say \\"x\\"", c: `t`}', { a: "it's", b: 'say "x"', c: 't' }],
    ["{a: '\\u5C0F\\x41\\n\\u{1F600}'}", { a: '小A\n😀' }],
    ['{a: [1, 2, 3,], b: {},}', { a: [1, 2, 3], b: {} }],
    ['{/* one */ a: 1, // two }\n b: 2}', { a: 1, b: 2 }],
    ['{a: true, b: !0, c: !1, d: null}', { a: true, b: true, c: false, d: null }],
    ["{a: 'x' + 'y', b: 1}", { a: 'xy', b: 1 }],
    ['{data: {"strict": ["json", 1]}, token: \'x\'}', { data: { strict: ['json', 1] }, token: 'x' }],
  ])('reads %s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it.each([
    ['{a: +new Date(), b: 1}', { b: 1 }],
    ['{a: "false"=="true", b: 1}', { b: 1 }],
    ["{a: location.protocol === 'http:' ? '//x' : '//y', b: 1}", { b: 1 }],
    ['{a: undefined, b: 1}', { b: 1 }],
    ['{a: function (x, y) { return {x: "}"}; }, b: 1}', { b: 1 }],
    ['{a(x) { return 1; }, b: 1, ...c, [d]: 2, e}', { b: 1 }],
    ['{a: /}[/]"/.test(x), b: 1}', { b: 1 }],
    [`{a: \`x\${y}\`, b: 1}`, { b: 1 }],
    ['[1, x(), 2]', [1, 2]],
  ])('leaves out of %s what would have to be run', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('stops where the literal ends', () => {
    const text = 'x = {"a": "}"}; y = {}';
    expect(parseLiteral(text, 4)?.end).toBe(text.indexOf(';'));
  });

  it.each(['', 'x', '{', '{"a": "', '[1, 2', '{"a": /*'])(
    'gives null for %s, which does not end or is none',
    (text) => {
      expect(parseLiteral(text, 0)).toBeNull();
    },
  );

  it('keeps a __proto__ key as a key', () => {
    for (const text of ['{"__proto__": {"polluted": 1}}', '{__proto__: {polluted: 1}, a: 1}']) {
      const read = parseLiteral(text, 0)?.value;
      expect(Object.hasOwn(read as object, '__proto__')).toBe(true);
      expect((read as { polluted?: unknown }).polluted).toBeUndefined();
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('reads all JSON as JSON.parse does, also when one unquoted key makes it a literal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
        const text = JSON.stringify(json);
        expect(plain(parseLiteral(`{x:${text}}`, 0)?.value)).toEqual({ x: JSON.parse(text) });
      }),
    );
  });

  it('never throws, whatever stands between the brackets', () => {
    const piece = fc.constantFrom(...'{}[]()"\'`,:;/\\*+!a1 \n'.split(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        parseLiteral(`{${pieces.join('')}}`, 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['ten million characters', () => `{a:'${'x'.repeat(10_000_000)}'}`],
    ['two million brackets', () => '{a:'.repeat(1_000_000) + '}'.repeat(1_000_000)],
    ['half a million expressions', () => `{${'a:b+c,'.repeat(500_000)}}`],
    ['half a million open quotes', () => `{a:${"'\\\\' + ".repeat(500_000)}1}`],
  ])('answers within two seconds for %s', (_, make) => {
    const text = make();
    expect(effortOf(() => void parseLiteral(text, 0))).toBeLessThan(2_000);
  });
});

describe('reading string literals', () => {
  it('ends at the matching quote', () => {
    expect(parseString(`'a"\\'b' + 1`, 0)).toEqual({ value: `a"'b`, end: 7 });
    expect(parseString('"open', 0)).toBeNull();
  });
});

describe('strings', () => {
  it.each([
    [String.raw`"a\"b\\"`, 'a"b\\'],
    [String.raw`"\u676f\/\n"`, '杯/\n'],
    [String.raw`"it\'s \x41\u{676f}"`, "it's A杯"],
    [String.raw`'it\'s "so"'`, `it's "so"`],
  ])('%s mean what a script means by them, in JSON’s escapes and in others', (text, meant) => {
    expect(parseString(text, 0)?.value).toBe(meant);
    expect(value(`{a: ${text}}`)).toEqual({ a: meant });
  });

  it('of any length, with brackets and quotes in them, do not end what they are in', () => {
    for (const length of [0, 999, 1_000, 1_001, 50_000]) {
      const long = `}]${'x'.repeat(length)}'{"\\`;
      const text = JSON.stringify({ a: { b: long }, c: Array(300).fill('}') });
      expect(parseLiteral(`${text};rest()`, 0)).toEqual({ value: JSON.parse(text), end: text.length });
    }
  });
});
