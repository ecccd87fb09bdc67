/** A specification whose candidates come near ten times x; what `change` says is last and counts. */
export const score = (change = '') => `
export default {
  intent: 'As much as the instance.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  score: {
    direction: 'minimise',
    instances: (split, seed) =>
      Array.from({ length: split === 'final' ? 2 : 8 }, (_, k) => ({ x: k, seed, split })),
    evaluate: (candidate, { x }) => Math.abs(candidate(x) - 10 * x),
    baselines: { same: (x) => x },
    published: { paper: ({ x }) => x / 2 },
    ${change}
  },
};`;

export const times = (factor: number) => `export const f = (x) => ${factor} * x;`;
