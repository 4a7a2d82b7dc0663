import { Link } from '@tanstack/react-router';
import type { Reference } from '../../shared/wire/basics.ts';
import { kindName, referenceName } from './referenceWords.ts';

/** An object by name, as a link where it has a page: nodes and Services. */
export function ObjectLink({ reference }: { reference: Reference }) {
  const name = referenceName(reference);
  if (reference.kind === 'Node') {
    return (
      <Link to="/nodes" search={{ node: reference.name }}>
        {name}
      </Link>
    );
  }
  if (reference.kind === 'Service') {
    return (
      <Link to="/services" search={{ service: name }}>
        {name}
      </Link>
    );
  }
  return <span title={kindName(reference)}>{name}</span>;
}
