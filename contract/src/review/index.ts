export * from './decisions.ts';
export * from './detail.ts';
export * from './predictions.ts';
export * from './queue.ts';
export * from './settings.ts';
