import { Link } from '@tanstack/react-router';
import type { AuditStep } from '../../../shared/wire/audit.ts';
import { barWidth } from '../../kit/barWidth.ts';
import { formatCount } from '../../kit/formatCount.ts';
import { CheckIcon } from '../../kit/icons.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './Audit.module.css';

/** From one family to two: a worklist in the order in which it works, that shrinks as it is done. */
export function StepList({ steps }: { steps: readonly AuditStep[] }) {
  return (
    <ol className={css.steps}>
      {steps.map((step, index) => (
        <li key={step.id} className={`${css.step} ${step.state === 'open' || step.state === 'unknown' ? '' : css.past}`}>
          <span className={css.mark}>{step.state === 'done' ? <CheckIcon size={15} /> : index + 1}</span>
          <h3>{step.title}</h3>
          <Progress step={step} />
          <div className={css.what}>
            {step.state === 'done' ? <span>Done.</span> : <span>{step.what}</span>}
            {step.state === 'open' && step.list !== null && (
              <Link to="/dual-stack" search={{ list: step.list, todo: true }}>
                Who is left <span className="unseen">of {step.title}</span>
              </Link>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Progress({ step: { title, state, done, total } }: { step: AuditStep }) {
  if (state === 'not-needed') return <div className={css.progress}>nothing to do</div>;
  if (done === null || total === null) {
    return (
      <div className={css.progress}>
        <Unknown />
      </div>
    );
  }
  return (
    <div className={css.progress}>
      <div
        className={css.bar}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${done} of ${total}`}
      >
        <span style={{ width: barWidth(total === 0 ? 0 : done / total) }} />
      </div>
      <span>
        {formatCount(done).short} of {formatCount(total).short}
      </span>
    </div>
  );
}
