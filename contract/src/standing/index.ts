export * from './counts.ts';
export * from './graduation.ts';
export * from './judge.ts';
export * from './settings.ts';
export * from './standing.ts';
export * from './window.ts';
