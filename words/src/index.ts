export * from './capture/walls.ts';
export * from './language.ts';
export * from './messages.ts';
export * from './problems/field-errors.ts';
export * from './problems/problem-words.ts';
