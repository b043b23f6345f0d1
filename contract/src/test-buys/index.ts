export * from './codes.ts';
export * from './content.ts';
export * from './disclosed.ts';
export * from './gate.ts';
export * from './records.ts';
export * from './test-buy.ts';
