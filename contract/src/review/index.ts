export * from './codes.ts';
export * from './decisions.ts';
export * from './detail.ts';
export * from './of-claim.ts';
export * from './predictions.ts';
export * from './questions.ts';
export * from './queue.ts';
export * from './settings.ts';
