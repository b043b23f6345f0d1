import { factLines, factText, formatPrice, LANGUAGES } from '@marketsafe/words';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../../scripts/support/source-files.ts';
import { factRows } from '../../../utils/evidence-view/fact-rows.ts';

/** Everything that a person sees. */
const SURFACES = [
  'components',
  'entrypoints',
  'utils',
  'console/src',
  'server/src',
  'evidence/src',
  'words/src',
];

describe('a price is never rounded', () => {
  const value = { min: 0.035, max: 1.2345, currency: 'USD' };
  const facts = { price: { value, raw: 'US$0.035 - 1.2345', source: 'dom:b' } };

  it('in popup, side panel and evidence view, in the console and in the report', () => {
    expect(factRows(facts).find(({ name }) => name === 'Price')?.value).toBe('USD 0.035 – 1.2345');
    for (const language of LANGUAGES) {
      expect(factText(facts, 'price', language)).toBe('USD 0.035 – 1.2345');
      expect(factLines(facts, 'price', language)).toEqual([formatPrice(value, language)]);
    }
  });

  it('anywhere else, because amounts of money are written in one place', () => {
    const homes = sourceFiles(SURFACES).filter(
      ({ path, text }) =>
        /\.tsx?$/.test(path) && /style:\s*['"]currency['"]|\.toFixed\(|\.toPrecision\(/.test(text),
    );
    expect(homes.map(({ path }) => path)).toEqual(['words/src/units/price.ts']);
  });
});
