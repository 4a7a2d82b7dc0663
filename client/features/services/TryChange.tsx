import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ServiceDetail } from '../../../shared/wire/services.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorState } from '../../kit/ErrorState.tsx';
import { FilterSelect } from '../../kit/FilterSelect.tsx';
import { FilterText } from '../../kit/FilterText.tsx';
import { PanelSection } from '../../kit/Panel.tsx';
import { ChangeRow } from './ChangeRow.tsx';
import { changeText } from './changeWords.ts';
import { policies, types } from './search.ts';
import css from './TryChange.module.css';
import { type TryField, type TryFields, tried } from './tryFields.ts';

/** In the list of values: the field is taken away. */
const unset = 'not set';
const orders = ['IPv4', 'IPv6', 'IPv4,IPv6', 'IPv6,IPv4'];
const options = (values: readonly string[]) => [...values, unset].map((value) => ({ value }));

/** Any change of the four fields, answered as it is put together. It stands in the link. */
export function TryChange({
  service,
  fields,
  onChange,
}: {
  service: ServiceDetail;
  fields: TryFields;
  onChange: (fields: TryFields) => void;
}) {
  const choose = (name: TryField) => (value: string | undefined) => onChange(tried(fields, name, value === unset ? '' : value));
  const shown = (name: TryField) => (fields[name] === '' ? unset : fields[name]);
  const isTried = Object.keys(fields).length > 0;
  return (
    <PanelSection title="Try something else" aside="the API server is not asked">
      <div className={css.fields}>
        <FilterSelect label="Type" none="kept" value={shown('type')} options={options(types)} onChange={choose('type')} />
        <FilterSelect label="Policy" none="kept" value={shown('policy')} options={options(policies)} onChange={choose('policy')} />
        <FilterSelect label="Families" none="kept" value={shown('families')} options={options(orders)} onChange={choose('families')} />
        <FilterText label="clusterIPs: address, address" value={fields.clusterIPs} onChange={choose('clusterIPs')} />
        {isTried && <Button onClick={() => onChange({})}>Keep all</Button>}
      </div>
      {isTried ? (
        <Answered service={service} fields={fields} />
      ) : (
        <p className="dim">Choose a value for a field. What is kept stays as it is; “not set” leaves the field out of a PUT.</p>
      )}
    </PanelSection>
  );
}

function Answered({ service, fields }: { service: ServiceDetail; fields: TryFields }) {
  const clusterIPs = fields.clusterIPs?.replaceAll(/\s+/g, '');
  const asked = clusterIPs === undefined ? fields : { ...fields, clusterIPs };
  const query = useQuery(queries.predict(useApi(), `${service.namespace}/${service.name}`, asked));
  const { data, error } = query;
  const text = data && changeText(data, service);
  const settled = query.isPlaceholderData || !data ? undefined : `${data.result}. ${text}`;
  useEffect(() => {
    if (settled !== undefined) announce(settled);
  }, [settled]);
  if (error) return <ErrorState error={error} retry={() => void query.refetch()} />;
  if (!data || text === undefined) return <p className="dim">Working it out</p>;
  const { result, families, field } = data;
  return (
    <ul className={query.isPlaceholderData ? css.pending : ''} aria-label="What it would do">
      <ChangeRow
        title={result === 'accepted' ? storedAs(data) : 'The change'}
        result={result}
        families={families}
        text={text}
        field={field}
      />
    </ul>
  );
}

/** "NodePort, PreferDualStack, 10.96.0.9 and an IPv6 address": what is stored then. */
function storedAs({ type, policy, clusterIPs }: { type: string | null; policy: string | null; clusterIPs: readonly string[] }): string {
  const addresses = clusterIPs.map((entry) => (entry === 'None' ? 'headless' : /^IPv[46]$/.test(entry) ? `an ${entry} address` : entry));
  return [type, policy, addresses.join(' and ')].filter(Boolean).join(', ');
}
