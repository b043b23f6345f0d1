export * from './entries.ts';
export * from './mentions.ts';
export * from './signals.ts';
export * from './terms.ts';
export * from './topic.ts';
