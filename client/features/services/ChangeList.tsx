import { useQuery } from '@tanstack/react-query';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { PanelSection } from '../../kit/Panel.tsx';
import { ChangeRow } from './ChangeRow.tsx';
import { changeText, changeTitle } from './changeWords.ts';
import { Snippets } from './Snippets.tsx';

/** What each change of policy or families would do in this cluster now, and the same manifest sent again. */
export function ChangeList({ service }: { service: ServiceDetail }) {
  const { predict } = service;
  if (predict === null) {
    return (
      <PanelSection title="What a change would do">
        <p className="ink2">Unknown: nothing that may be read says which families Services have in this cluster.</p>
      </PanelSection>
    );
  }
  if (predict.length === 0 || service.type === 'ExternalName') {
    return (
      <PanelSection title="What a change would do">
        <p className="ink2">It has no families to change while it is ExternalName. Below, another type can be tried.</p>
      </PanelSection>
    );
  }
  return (
    <PanelSection title="What a change would do" aside="here, now">
      <ul>
        {predict.map((outcome) => {
          const { change, result, families } = outcome;
          const title = changeTitle(change);
          return (
            <ChangeRow key={title} title={title} result={result} families={families} text={changeText(outcome, service)}>
              <Snippets change={change} service={service} refused={result === 'rejected'} />
            </ChangeRow>
          );
        })}
        <SentAgain service={service} title="kubectl replace, a manifest without families" fields={withoutFamilies}>
          A PUT that names no families asks for them anew.
        </SentAgain>
        <SentAgain service={service} title="kubectl apply, the same manifest" fields={unchanged}>
          What is not named is kept: nor does a label or the same policy again change anything.
        </SentAgain>
      </ul>
    </PanelSection>
  );
}

const withoutFamilies = { families: '' };
const unchanged = {};

function SentAgain({
  service,
  title,
  fields,
  children,
}: {
  service: ServiceDetail;
  title: string;
  fields: { families?: string };
  children: string;
}) {
  const { data } = useQuery(queries.predict(useApi(), `${service.namespace}/${service.name}`, fields));
  if (!data) return null;
  const said = changeText(data, service);
  return (
    <ChangeRow
      title={title}
      result={data.result}
      families={data.families}
      text={data.result === 'accepted' ? `${said} ${children}` : said}
      field={data.field}
    />
  );
}
