/**
 * The text of a specification's module for `f(x, list)`, judged by the score; both texts are
 * TypeScript, in which fast-check is `fc`.
 */
export const specificationOf = (
  score: string,
  more = '',
): string => `import * as fc from 'fast-check';
export default {
  intent: 'One number from a number and a list.',
  function: {
    name: 'f',
    params: [{ name: 'x', type: 'number' }, { name: 'list', type: 'number[]' }],
    returns: 'number',
  },
  score: ${score},
  ${more}
};
`;
