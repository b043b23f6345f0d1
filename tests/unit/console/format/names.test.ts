import { describe, expect, it } from 'vitest';
import { METHOD_NAMES, placeName } from '../../../../console/src/format/names.ts';

describe('names', () => {
  it('of places are the reader’s, and the European Union’s office code is known', () => {
    expect(placeName('CN')).toBe('China');
    expect(placeName('EM')).toBe('European Union');
  });

  it('of a rendering say that it is no screenshot, and only pixels are called one', () => {
    expect(METHOD_NAMES.rendered).toBe('Rendered by the extension, not a screenshot');
    expect(METHOD_NAMES.pixels).toBe('Screenshot');
    expect(METHOD_NAMES.snapshot).not.toMatch(/screenshot/i);
  });
});
