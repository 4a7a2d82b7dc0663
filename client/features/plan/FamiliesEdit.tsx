import type { Family } from '../../../shared/net/address.ts';
import type { Scenario } from '../../../shared/plan/scenario/scenario.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { FilterChip } from '../../kit/FilterChip.tsx';
import { Edit } from './Edit.tsx';
import css from './Plan.module.css';

const families: readonly Family[] = ['IPv4', 'IPv6'];

/** A family that comes, or one of two that goes. */
export function FamiliesEdit({
  scenario,
  answer,
  onChange,
}: {
  scenario: Pick<Scenario, 'add' | 'drop'>;
  answer: PlanAnswer;
  onChange: (change: Pick<Scenario, 'add' | 'drop'>) => void;
}) {
  const { add, drop } = scenario;
  const served = answer.families;
  const notes = answer.notes.filter(({ code }) => code.startsWith('family-'));
  const value = [add && `with ${add}`, drop && `without ${drop}`].filter(Boolean).join(', ');
  return (
    <Edit
      label="Families"
      today={served.length === 0 ? 'unknown' : served.join(' then ')}
      value={value === '' ? null : value}
      hint={notes[0]?.text}
    >
      <div className={css.chips}>
        {families
          .filter((family) => !served.includes(family) || add === family)
          .map((family) => (
            <FilterChip
              key={family}
              on={add === family}
              onChange={(on) => onChange({ drop: drop === family ? null : drop, add: on ? family : null })}
            >
              <FamilyMark family={family} text={false} /> Add {family}
            </FilterChip>
          ))}
        {served
          .filter((family) => served.length > 1 || drop === family)
          .map((family) => (
            <FilterChip
              key={family}
              on={drop === family}
              onChange={(on) => onChange({ add: add === family ? null : add, drop: on ? family : null })}
            >
              <FamilyMark family={family} text={false} /> Drop {family}
            </FilterChip>
          ))}
      </div>
    </Edit>
  );
}
