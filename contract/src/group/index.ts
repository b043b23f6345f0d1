export * from './entries.ts';
export * from './topic.ts';
