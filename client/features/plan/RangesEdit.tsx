import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { type Cidr, formatCidr, parseCidr, whyNotCidr } from '../../../shared/net/cidr.ts';
import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { announce } from '../../kit/announce.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { counted } from '../../kit/formatCount.ts';
import { CheckIcon, CrossIcon } from '../../kit/icons.tsx';
import { Severity } from '../../kit/Severity.tsx';
import { Edit } from './Edit.tsx';
import { limitChange } from './hints.ts';
import css from './Plan.module.css';
import { wayOf } from './planSaid.ts';

/** Further ranges for pods, or further ServiceCIDRs. */
export function RangesEdit({
  of,
  ranges,
  answer,
  onChange,
}: {
  of: 'pods' | 'services';
  ranges: readonly Cidr[];
  answer: PlanAnswer;
  onChange: (ranges: readonly Cidr[]) => void;
}) {
  const today = answer.base.today[of].flatMap((space) => space.ranges);
  const rows = answer.rows.filter(({ what }) => what === (of === 'pods' ? 'blocks' : 'services'));
  const changes = rows.flatMap((row) => limitChange(row) ?? []);
  return (
    <Edit
      label={of === 'pods' ? 'Pod ranges' : 'ServiceCIDRs'}
      today={today.length === 0 ? 'none' : counted(today.length, 'range')}
      value={ranges.length === 0 ? null : changes.length === 1 && of === 'services' ? changes[0] : `${ranges.length} more`}
    >
      {today.length > 0 && <p className={css.today}>Today {today.join(', ')}</p>}
      {ranges.length > 0 && (
        <ul className={css.ranges}>
          {ranges.map((cidr, at) => {
            const text = formatCidr(cidr);
            return (
              <li key={`${text} ${String(at)}`}>
                <span className={css.range}>
                  <Link to="/map" search={{ cidr: text }} title="On the map">
                    <CidrText cidr={text} family={cidr.family} />
                  </Link>
                  <IconButton label={`Take ${text} away`} onClick={() => onChange(ranges.filter((_, i) => i !== at))}>
                    <CrossIcon size={14} />
                  </IconButton>
                </span>
                <RangeHint of={of} text={text} answer={answer} />
              </li>
            );
          })}
        </ul>
      )}
      <AddRange
        label={of === 'pods' ? 'Further pod range' : 'New ServiceCIDR'}
        placeholder={of === 'pods' ? '10.240.0.0/12' : '10.112.0.0/20'}
        onAdd={(cidr) => onChange([...ranges, cidr])}
      />
    </Edit>
  );
}

function RangeHint({ of, text, answer }: { of: 'pods' | 'services'; text: string; answer: PlanAnswer }) {
  const over = answer.overlaps.filter((one) => one.proposed === text && one.of === of);
  const note = answer.notes.find((one) => one.text.startsWith(`${text}:`) || one.text.startsWith(`${text} `));
  const said = note?.text.slice(text.length).replace(/^:? /, '');
  return (
    <span className={css.hint}>
      {over.length > 0 ? (
        <Said mark={<Severity severity="warning" label={null} />}>
          {over.map((one) => `It ${wayOf(one)} ${one.known}`).join('; ')}
          {'. '}
        </Said>
      ) : (
        <Said mark={<CheckIcon size={14} />}>Overlaps nothing that is known.</Said>
      )}
      {said && <Said mark={null}>{`${said.charAt(0).toUpperCase()}${said.slice(1)}`}</Said>}
    </span>
  );
}

function Said({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className={css.said}>
      <span>{mark}</span>
      <span>{children}</span>
    </span>
  );
}

/** A range to type: taken on Enter or by its button, so that a prefix length half typed is not taken for the whole. */
function AddRange({ label, placeholder, onAdd }: { label: string; placeholder: string; onAdd: (cidr: Cidr) => void }) {
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const id = useId();
  const add = () => {
    const cidr = parseCidr(text.trim());
    if (!cidr) {
      const said = `${JSON.stringify(text.trim())} is no range: ${whyNotCidr(text.trim())}.`;
      setWhy(said);
      announce(said);
      return;
    }
    setText('');
    setWhy('');
    onAdd(cidr);
    announce(`Added ${formatCidr(cidr)}`);
  };
  return (
    <form
      className={css.addRange}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') add();
      }}
    >
      <input
        type="text"
        className={css.cidr}
        aria-label={label}
        aria-invalid={why !== ''}
        aria-describedby={why === '' ? undefined : id}
        placeholder={placeholder}
        value={text}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWhy('');
        }}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Add
      </Button>
      {why !== '' && (
        <p id={id} className={css.wrong}>
          {why}
        </p>
      )}
    </form>
  );
}
