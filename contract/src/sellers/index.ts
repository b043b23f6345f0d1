export * from './codes.ts';
export * from './lists.ts';
export * from './seller.ts';
