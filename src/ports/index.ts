/** The ports: what an adapter or a reality of your own implements. */
export type * from './clock.ts';
export type * from './completions.ts';
export type * from './correspondence.ts';
export type * from './ledger.ts';
export type * from './model.ts';
export type * from './random.ts';
export type * from './reality.ts';
export type * from './sandbox.ts';
export type * from './type-checker.ts';
export type * from './wording.ts';
