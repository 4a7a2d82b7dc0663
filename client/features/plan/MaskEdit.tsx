import { addressBits, type Family } from '../../../shared/net/address.ts';
import { parseCidr } from '../../../shared/net/cidr.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { Button } from '../../kit/Button.tsx';
import { FamilyHead } from '../../kit/FamilyHead.tsx';
import { Edit } from './Edit.tsx';
import { maskHint, podSpaceOf } from './hints.ts';
import css from './Plan.module.css';
import { Slider } from './Slider.tsx';

/** The length of the blocks that new nodes get, in one family. */
export function MaskEdit({
  family,
  mask,
  answer,
  onChange,
  onRehearse,
}: {
  family: Family;
  mask: number | null;
  answer: PlanAnswer;
  onChange: (mask: number | null) => void;
  onRehearse: (mask: number) => void;
}) {
  const today = podSpaceOf(answer.base.today, family);
  const then = podSpaceOf(answer.base.scenario, family);
  const was = today?.blockLength ?? then?.blockLength;
  if (was === undefined) return null;
  const refused = answer.notes.find(({ code, text }) => code === 'mask-refused' && text.startsWith(family));
  const [from, to] = lengthsShown(family, was, mask, (today ?? then)?.ranges ?? []);
  const step = family === 'IPv6' ? 4 : 1; // IPv6 is planned by nibbles
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  return (
    <Edit
      label={<FamilyHead family={family}>Node mask, new nodes</FamilyHead>}
      today={`/${was}`}
      value={mask === null || mask === was ? null : `/${mask}`}
      hint={refused?.text ?? maskHint(answer, family)}
    >
      <Slider
        label={`${family} node mask`}
        value={mask ?? was}
        from={from}
        to={to}
        step={step}
        least={1}
        most={addressBits(family)}
        ticks={ticks}
        prefix="/"
        onChange={(next) => onChange(next === was ? null : next)}
      />
      {mask !== null && mask !== was && !refused && (
        <Button className={css.rehearse} onClick={() => onRehearse(mask)}>
          Rehearse it with the nodes that are there
        </Button>
      )}
    </Edit>
  );
}

/** Lengths around today's, not shorter than the range, with what is chosen among them. */
function lengthsShown(family: Family, was: number, mask: number | null, ranges: readonly string[]): readonly [number, number] {
  const wide = family === 'IPv6' ? 8 : 2;
  const shortest = Math.max(1, ...ranges.flatMap((text) => parseCidr(text)?.prefixLength ?? []));
  const from = Math.max(shortest, was - wide);
  const to = Math.min(addressBits(family), was + wide + (family === 'IPv6' ? 8 : 2));
  return [Math.min(from, mask ?? from), Math.max(to, mask ?? to)];
}
