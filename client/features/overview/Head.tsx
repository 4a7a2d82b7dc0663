import { useState } from 'react';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { PageTitle } from '../../kit/PageTitle.tsx';
import css from './Head.module.css';
import type { Headline } from './headline.ts';
import { Sentence } from './Sentence.tsx';

/** The sentence on top. `isAwaited`: dates are on their way, so that room is kept for what they will say. */
export function Head({ words: { title, lead, urgent }, isAwaited }: { words: Headline; isAwaited: boolean }) {
  const [isLate] = useState(isAwaited);
  return (
    <div className={`${css.head} ${isLate ? css.late : ''}`}>
      <div>
        <PageTitle title={title} short="Overview" />
        <p className={`lead ${css.lead}`}>
          <Sentence pieces={lead} />{' '}
          {urgent && (
            <span className={css.urgent}>
              <Sentence pieces={urgent} />
            </span>
          )}
        </p>
      </div>
      <div className="wide">
        <CopyButton text={window.location.href} label="Copy link">
          Copy link
        </CopyButton>
      </div>
    </div>
  );
}
