import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    // Opening and closing an engine is as slow as the rest on a busy machine.
    hookTimeout: 120_000,
    // The machine that judges a change has two cores; more workers only add noise.
    maxWorkers: 2,
  },
});
