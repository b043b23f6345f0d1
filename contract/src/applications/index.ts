export * from './application.ts';
export * from './faults.ts';
export * from './fields.ts';
export * from './review.ts';
