import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import type { TopologySearch } from './search.ts';

interface ScopeOption {
  readonly value: string;
  readonly label: string;
}

/** Services, namespaces and nodes whose name holds a text; without one, the Services with the gravest findings, and the namespaces. */
export function useScopeOptions(): {
  options: readonly ScopeOption[];
  onType: (text: string) => void;
  onOpenChange: (open: boolean) => void;
} {
  const api = useApi();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({ ...queries.search(api, text), enabled: open && text !== '' });
  const services = useInfiniteQuery({ ...queries.services(api, { sort: '-findings' }), enabled: open && text === '' });
  const namespaces = useQuery({ ...queries.namespaces(api), enabled: open && text === '' });
  const options =
    text === ''
      ? [
          ...(services.data?.pages[0]?.items.slice(0, 40).map(({ namespace, name }) => optionOf('service', `${namespace}/${name}`)) ?? []),
          ...(namespaces.data?.items.slice(0, 40).map(({ name }) => optionOf('namespace', name)) ?? []),
        ]
      : (found.data?.items.flatMap(({ object: { kind, namespace, name } }) => {
          if (kind === 'Service') return [optionOf('service', `${namespace ?? ''}/${name}`)];
          if (kind === 'Namespace') return [optionOf('namespace', name)];
          return kind === 'Node' ? [optionOf('node', name)] : [];
        }) ?? []);
  return { options, onType: setTyped, onOpenChange: setOpen };
}

const scopeNames = { service: 'Service', namespace: 'namespace', node: 'node' } as const;

export function optionOf(scope: keyof typeof scopeNames, name: string): ScopeOption {
  return { value: `${scope} ${name}`, label: `${name} · ${scopeNames[scope]}` };
}

/** The scope of a view as one of the options. */
export function scopeOption({ service, namespace, node }: TopologySearch): ScopeOption | undefined {
  if (service !== undefined) return optionOf('service', service);
  if (namespace !== undefined) return optionOf('namespace', namespace);
  return node === undefined ? undefined : optionOf('node', node);
}

/** The scope that an option stands for. */
export function scopeOfOption(value: string | undefined): Pick<TopologySearch, 'service' | 'namespace' | 'node'> {
  const [scope, name] = value?.split(' ', 2) ?? [];
  return scope === 'service' || scope === 'namespace' || scope === 'node' ? { [scope]: name } : {};
}
