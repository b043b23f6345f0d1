export * from './answers.ts';
export * from './codes.ts';
export * from './disclosed.ts';
export * from './packet.ts';
export * from './plan.ts';
export * from './warnings.ts';
