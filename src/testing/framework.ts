/** As much of a test framework as the contracts need: vitest's, jest's or one of your own. */
export interface TestFramework {
  describe(name: string, define: () => void): void;
  it(name: string, run: () => Promise<void>): void;
  beforeAll(run: () => Promise<void>): void;
  afterAll(run: () => Promise<void>): void;
  expect(actual: unknown): {
    toEqual(expected: unknown): void;
    toBe(expected: unknown): void;
    toMatch(pattern: RegExp): void;
  };
}
