/** Over what a marketplace counts strikes of a seller. */
export const COUNTED_PER = ['right', 'right-holder', 'seller'] as const;
export type CountedPer = (typeof COUNTED_PER)[number];
