export * from './count.ts';
export * from './counted.ts';
export * from './figures.ts';
export * from './publication.ts';
