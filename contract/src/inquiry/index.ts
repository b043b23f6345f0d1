export * from './codes.ts';
export * from './of-claim.ts';
export * from './questions.ts';
