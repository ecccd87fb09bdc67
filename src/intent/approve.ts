import type { DraftedProperty } from '../domain/drafted.ts';

/** Properties as they are put to a person, before anything is held to them. */
export interface PutProperties {
  readonly properties: readonly DraftedProperty[];
  /** What is wrong with the answer that was given before, where one was. */
  readonly complaint?: string;
}

/** Answers with the letters of those that are to be left out, with nothing where all may stay. */
export type AskProperties = (put: PutProperties) => Promise<string | undefined>;

/** The places of those that a person wants left out; none where nobody answers. */
export async function declined(
  properties: readonly DraftedProperty[],
  ask: AskProperties | undefined,
): Promise<ReadonlySet<number>> {
  if (ask === undefined || properties.length === 0) return new Set();
  let complaint: string | undefined;
  for (;;) {
    const text = await ask({ properties, ...(complaint === undefined ? {} : { complaint }) });
    const letters = (text ?? '').toLowerCase().match(/[^\s,]/gu) ?? [];
    const places = letters.map((letter) => alphabet.indexOf(letter));
    const wrong = places.findIndex((place) => place < 0 || place >= properties.length);
    if (wrong < 0) return new Set(places);
    complaint = `${letters[wrong]} is none of the letters`;
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
