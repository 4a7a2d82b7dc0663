import type { GrowthSaid } from '../../../shared/plan/scenario/scenario.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { Edit } from './Edit.tsx';
import { perWeekOf, rateText } from './hints.ts';
import { NumberField } from './NumberField.tsx';
import css from './Plan.module.css';
import { rowNames, rowWords } from './planWords.ts';

/** Growth as somebody says it will be, of each thing that can end. */
export function GrowthEdit({
  growth,
  answer,
  onChange,
}: {
  growth: readonly GrowthSaid[];
  answer: PlanAnswer;
  onChange: (growth: readonly GrowthSaid[]) => void;
}) {
  return (
    <Edit
      label="Growth"
      today="as in the past"
      value={growth.length === 0 ? null : growth.length === 1 ? 'one changed' : `${growth.length} changed`}
    >
      <ul className={css.rates}>
        {answer.rows.map((row) => {
          const { what, family } = row;
          const said = growth.find((one) => one.what === what && one.family === family);
          const past = perWeekOf(row.today);
          const rest = growth.filter((one) => one !== said);
          return (
            <li key={`${what}/${family}`}>
              <FamilyMark family={family} text={false} />
              <span>{rowNames[what]}</span>
              <span className={said ? css.changed : undefined}>
                <NumberField
                  label={`${family} ${rowWords[what]}, more a week`}
                  value={said?.perWeek ?? null}
                  least={-1_000_000}
                  most={1_000_000}
                  whole={false}
                  placeholder={past === null ? 'unknown' : rateText(past)}
                  onChange={(perWeek) => onChange(perWeek === null ? rest : [...rest, { what, family, perWeek }])}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <p className={css.hint}>More a week. An empty field is the growth of the past, which stands in it.</p>
    </Edit>
  );
}
