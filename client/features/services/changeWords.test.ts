import { expect, test } from 'vitest';
import { changeText, changeTitle } from './changeWords.ts';

const none = { result: 'accepted', families: [], gains: [], loses: [], reason: null } as const;

test('a change is named by the fields it sets', () => {
  expect(changeTitle({ policy: 'RequireDualStack' })).toBe('policy → RequireDualStack');
  expect(changeTitle({ policy: 'PreferDualStack', families: ['IPv6', 'IPv4'] })).toBe('policy → PreferDualStack, families → IPv6, IPv4');
});

test('a family that is gained is an address, and of a headless Service none', () => {
  const outcome = { ...none, families: ['IPv4', 'IPv6'], gains: ['IPv6'] } as const;
  expect(
    changeText({ ...outcome, families: [...outcome.families], gains: ['IPv6'], loses: [] }, { headless: false, families: ['IPv4'] }),
  ).toBe('Gains an IPv6 address behind the one it has.');
  expect(
    changeText({ ...outcome, families: [...outcome.families], gains: ['IPv6'], loses: [] }, { headless: true, families: ['IPv4'] }),
  ).toBe('Gains IPv6 in DNS and in its slices. It is headless: no address is taken.');
});

test('a family that is lost is an address given back', () => {
  expect(
    changeText(
      { result: 'accepted', families: ['IPv4'], gains: [], loses: ['IPv6'], reason: null },
      { headless: false, families: ['IPv4', 'IPv6'] },
    ),
  ).toBe('Gives its IPv6 address back: clients of it lose it at once.');
});

test('an ExternalName Service that becomes one with addresses has none before', () => {
  expect(
    changeText(
      { result: 'accepted', families: ['IPv4', 'IPv6'], gains: ['IPv4', 'IPv6'], loses: [], reason: null },
      { headless: false, families: [] },
    ),
  ).toBe('Gains an IPv4 and an IPv6 address.');
});

test('where no family comes or goes, it is the order that changes, or nothing', () => {
  const now = { headless: true, families: ['IPv4', 'IPv6'] as const };
  expect(changeText({ ...none, families: ['IPv6', 'IPv4'], gains: [], loses: [] }, now)).toBe('The order becomes IPv6, IPv4.');
  expect(changeText({ ...none, families: ['IPv4', 'IPv6'], gains: [], loses: [] }, now)).toBe('It keeps IPv4, IPv6.');
});

test('what is refused says why', () => {
  expect(
    changeText(
      { result: 'rejected', families: [], gains: [], loses: [], reason: 'The first one stays.' },
      { headless: false, families: ['IPv4'] },
    ),
  ).toBe('The first one stays.');
});
