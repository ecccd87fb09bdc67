/** What each round of the search looks at; the numbers are entries of the bank. */
export interface Round {
  readonly bank: number;
  /** Features that are tried alone and in pairs. */
  readonly features: number;
  /** Entries by which a goal is parted before its rest is explained, and by how many features. */
  readonly partedBy: number;
  readonly explainedBy: number;
}

export const rounds: readonly Round[] = [
  { bank: 300, features: 150, partedBy: 40, explainedBy: 60 },
  { bank: 1000, features: 400, partedBy: 120, explainedBy: 150 },
  { bank: 3000, features: 1000, partedBy: 300, explainedBy: 300 },
  { bank: 8000, features: 2000, partedBy: 800, explainedBy: 600 },
  { bank: 24_000, features: 3000, partedBy: 2000, explainedBy: 1000 },
];
export const mostFeatures = rounds.at(-1)!.features;
export const mostEntries = rounds.at(-1)!.bank;
