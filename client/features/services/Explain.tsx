import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import css from './Explain.module.css';

/** Why a Service has the families it has, one reason after the other. */
export function Explain({ reasons }: { reasons: ServiceDetail['explain'] }) {
  if (reasons.length === 0) return null;
  return (
    <PanelSection title="Why it has these families">
      <ol className={css.why}>
        {reasons.map(({ code, text }) => {
          // The first sentence is the answer, what follows the reasons for it.
          const end = /[.:] /.exec(text);
          const at = end ? end.index + 1 : text.length;
          return (
            <li key={code}>
              <b>{text.slice(0, at)}</b>
              {text.slice(at)}
            </li>
          );
        })}
      </ol>
    </PanelSection>
  );
}
