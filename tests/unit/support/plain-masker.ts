import type { Masker } from '../../../utils/masking/masker.ts';

/** Stands for the browser's canvas and parser where pixels do not matter: a copy is the original with a mark behind it. */
export const PLAIN_MASKER: Masker = {
  picture: (png) => Promise.resolve(new Blob([png, 'masked'], { type: 'image/png' })),
  page: (html) => `${html}masked`,
};
