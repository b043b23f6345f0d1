export * from './filters.ts';
export * from './result.ts';
export * from './views.ts';
