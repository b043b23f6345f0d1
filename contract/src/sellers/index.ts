export * from './codes.ts';
export * from './kept-lists.ts';
export * from './lists.ts';
export * from './requests.ts';
export * from './seller.ts';
