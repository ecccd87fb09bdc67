import type { Operator } from '../operator.ts';
import { textConversionOperators } from './text/conversion.ts';
import { textPatternOperators } from './text/pattern.ts';
import { textPieceOperators } from './text/piece.ts';
import { textPlaceOperators } from './text/place.ts';
import { textRewriteOperators } from './text/rewrite.ts';
import { wholeTextOperators } from './text/whole.ts';

export * from './text/whole.ts';
export * from './text/place.ts';
export * from './text/rewrite.ts';
export * from './text/piece.ts';
export * from './text/pattern.ts';
export * from './text/conversion.ts';

/** Texts are UTF-16 as in ECMAScript: positions and lengths count code units. */
export const textOperators: readonly Operator[] = [
  ...wholeTextOperators,
  ...textPlaceOperators,
  ...textRewriteOperators,
  ...textPieceOperators,
  ...textPatternOperators,
  ...textConversionOperators,
];
