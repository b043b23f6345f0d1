export * from './added-file.ts';
export * from './asked.ts';
export * from './kinds.ts';
export * from './list.ts';
export * from './requirements.ts';
export * from './submission.ts';
export * from './values.ts';
