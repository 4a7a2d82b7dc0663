import { rgb } from 'd3';
import type { Family } from '../../shared/net/address.ts';
import type { Group, Step } from './cellShade.ts';

/** A group with a colour of its own. */
export type ColouredGroup = Exclude<Group, 'groupOther' | 'groupNone'>;

/** Colours and fonts of a theme, as the canvas takes them. */
export interface Palette {
  readonly surface: string;
  readonly paper: string;
  readonly sunk: string;
  readonly line: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly edge: string;
  readonly hatch: string;
  readonly accent: string;
  readonly critical: string;
  readonly criticalWash: string;
  readonly warning: string;
  readonly warningWash: string;
  readonly ramp: Readonly<Record<Step, string>>;
  /** Text on a step: whichever of the theme's two inks contrasts more. */
  readonly onRamp: Readonly<Record<Step, string>>;
  readonly groups: Readonly<Record<ColouredGroup, string>>;
  /** The letter on a group's colour. */
  readonly onGroups: Readonly<Record<ColouredGroup, string>>;
  /** A family's own colour, and the paler one of what is handed out of it. */
  readonly families: Readonly<Record<Family, { readonly mark: string; readonly wash: string }>>;
  readonly sans: string;
  readonly mono: string;
}

/** Reads a palette from CSS custom properties; `token` gives the value of one, such as "--ramp-1". */
export function readPalette(token: (name: string) => string): Palette {
  const inks = [token('--on-ramp-lo'), token('--on-ramp-hi')] as const;
  const ramp = {
    1: token('--ramp-1'),
    2: token('--ramp-2'),
    3: token('--ramp-3'),
    4: token('--ramp-4'),
    5: token('--ramp-5'),
  };
  const on = (step: Step) => readableOn(ramp[step], ...inks);
  const groups = ofGroups((k) => token(`--group-${k}`));
  return {
    surface: token('--surface'),
    paper: token('--paper'),
    sunk: token('--sunk'),
    line: token('--line'),
    ink: token('--ink'),
    ink2: token('--ink-2'),
    ink3: token('--ink-3'),
    edge: token('--edge'),
    hatch: token('--hatch'),
    accent: token('--accent'),
    critical: token('--critical'),
    criticalWash: token('--critical-wash'),
    warning: token('--warning'),
    warningWash: token('--warning-wash'),
    ramp,
    onRamp: { 1: on(1), 2: on(2), 3: on(3), 4: on(4), 5: on(5) },
    groups,
    onGroups: ofGroups((k) => readableOn(groups[`group${k}`], ...inks)),
    families: {
      IPv4: { mark: token('--v4'), wash: token('--v4-wash') },
      IPv6: { mark: token('--v6'), wash: token('--v6-wash') },
    },
    sans: token('--sans'),
    mono: token('--mono'),
  };
}

function ofGroups(read: (k: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8) => string): Record<ColouredGroup, string> {
  return {
    group1: read(1),
    group2: read(2),
    group3: read(3),
    group4: read(4),
    group5: read(5),
    group6: read(6),
    group7: read(7),
    group8: read(8),
  };
}

/** The one of two text colours with the higher contrast on a fill (WCAG 2.2, contrast ratio). */
export function readableOn(fill: string, a: string, b: string): string {
  return contrast(fill, b) > contrast(fill, a) ? b : a;
}

/** The contrast ratio of two colours, 1…21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}
