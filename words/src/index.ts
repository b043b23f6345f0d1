export * from './capture/walls.ts';
export * from './claim/fields.ts';
export * from './claim/readiness.ts';
export * from './claim/reasons.ts';
export * from './language.ts';
export * from './messages.ts';
