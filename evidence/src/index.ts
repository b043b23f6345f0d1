export * from './bytes.ts';
export * from './canonical-json.ts';
export * from './hash.ts';
export * from './package/types.ts';
export * from './signature.ts';
export * from './timestamp/types.ts';
export * from './verify/types.ts';
