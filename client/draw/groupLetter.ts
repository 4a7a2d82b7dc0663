import type { Group, Shade } from './cellShade.ts';

const letters: Readonly<Record<Group, string>> = {
  group1: 'A',
  group2: 'B',
  group3: 'C',
  group4: 'D',
  group5: 'E',
  group6: 'F',
  group7: 'G',
  group8: 'H',
  groupOther: '…',
  groupNone: '',
};

/** What a group's cells say beside their colour: "A" to "H" for the eight largest, "…" for the others, nothing for none. Undefined for shades that are no group. */
export function groupLetter(shade: Shade): string | undefined {
  return typeof shade === 'string' && shade in letters ? letters[shade as Group] : undefined;
}
