export * from './capture/walls.ts';
export * from './language.ts';
export * from './messages.ts';
