import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { download } from '../../kit/download.ts';
import { DownloadIcon } from '../../kit/icons.tsx';
import { Section } from '../../kit/Section.tsx';
import { useSave } from '../../kit/useSave.ts';
import css from './Plan.module.css';
import { applySummary } from './partWords.ts';
import type { Folds } from './useFolds.ts';

/** What somebody would have to apply and set to make the scenario true. Nothing is ever applied from here. */
export function ToApply({ manifests, folds }: Pick<PlanAnswer, 'manifests'> & { folds: Folds }) {
  const { serviceCIDRs, flags } = manifests;
  const { said, save } = useSave();
  if (serviceCIDRs === '' && flags.length === 0) return null;
  return (
    <Section title="To make it so" aside="to copy: nothing is applied from here" fold={folds.of('apply', false, applySummary(manifests))}>
      {said !== '' && <p className="critical s12">{said}</p>}
      <div className={css.apply}>
        {serviceCIDRs !== '' && (
          <Snippet
            head="ServiceCIDR objects"
            text={serviceCIDRs}
            copy="Copy YAML"
            onSave={() => void save('servicecidrs.yaml', () => download('servicecidrs.yaml', 'application/yaml', serviceCIDRs))}
          />
        )}
        {flags.map(({ program, flags: own }) => (
          <Snippet
            key={program}
            head={`Flags of ${program}`}
            text={`${own.join('\n')}\n`}
            copy={`Copy flags of ${program}`}
            onSave={() => void save(`${program}.txt`, () => download(`${program}.txt`, 'text/plain', `${own.join('\n')}\n`))}
          />
        ))}
      </div>
    </Section>
  );
}

function Snippet({ head, text, copy, onSave }: { head: string; text: string; copy: string; onSave: () => void }) {
  return (
    <div className={css.snippet}>
      <span>
        <h3>{head}</h3>
        <CopyButton text={text} label={copy} />
        <Button aria-label={`Save ${head}`} onClick={onSave}>
          <DownloadIcon size={14} />
          Save
        </Button>
      </span>
      <pre>{text.trimEnd()}</pre>
    </div>
  );
}
