export * from './codes.ts';
export * from './content.ts';
export * from './custody.ts';
export * from './desk.ts';
export * from './disclosed.ts';
export * from './gate.ts';
export * from './import.ts';
export * from './raid.ts';
