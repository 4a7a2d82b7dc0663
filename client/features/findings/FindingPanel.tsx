import { Link } from '@tanstack/react-router';
import type { Reference } from '../../../shared/wire/basics.ts';
import type { Finding } from '../../../shared/wire/findings.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { AddressLine, AddressLines } from '../../kit/AddressLines.tsx';
import { Age } from '../../kit/Age.tsx';
import { CidrText } from '../../kit/CidrText.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { formatCount } from '../../kit/formatCount.ts';
import { LinkIcon } from '../../kit/icons.tsx';
import { ObjectLink } from '../../kit/ObjectLink.tsx';
import { Panel, PanelLead, PanelSection } from '../../kit/Panel.tsx';
import { rangesText } from '../../kit/rangesText.ts';
import { kindName, referenceKey, referenceName } from '../../kit/referenceWords.ts';
import { Severity } from '../../kit/Severity.tsx';
import css from './Findings.module.css';
import { poolOf } from './poolOf.ts';

/** One finding: its numbers, what to do about it, and where everything it is about lives. */
export function FindingPanel({ finding, pools, onClose }: { finding: Finding; pools: readonly Pool[]; onClose: () => void }) {
  return (
    <Panel
      label={`Finding: ${finding.title}`}
      title={
        <span className={css.title}>
          <Severity severity={finding.severity} size={16} />
          <h2>{finding.title}</h2>
        </span>
      }
      actions={<CopyButton text={window.location.href} label="Copy link" icon={<LinkIcon />} />}
      onClose={onClose}
    >
      <PanelLead>
        <p className="ink2">{finding.detail}</p>
        <p className={css.facts}>
          <span className="mono">{finding.code}</span> · known for <Age since={finding.since} />
        </p>
      </PanelLead>
      <PanelSection title="What to do">
        <p>{finding.remedy}</p>
      </PanelSection>
      {finding.address !== null && (
        <PanelSection title="Where it lies">
          <AddressLines>
            <AddressLine text={finding.address} />
          </AddressLines>
        </PanelSection>
      )}
      {finding.objects.length > 0 && (
        <PanelSection title="What it is about" aside={formatCount(finding.objects.length + finding.more).short}>
          <ul className={css.list}>
            {finding.objects.map((object) => (
              <li key={referenceKey(object)}>
                <span className="dim">{kindName(object)}</span>
                <Place object={object} pool={poolOf(object, pools)} />
              </li>
            ))}
          </ul>
          {finding.more > 0 && <p className="dim">and {formatCount(finding.more).short} more</p>}
        </PanelSection>
      )}
      {finding.pools.length > 0 && (
        <PanelSection title={finding.pools.length === 1 ? 'Its range' : 'Its ranges'}>
          <ul className={css.list}>
            {finding.pools.map((id) => (
              <li key={id}>
                <Range id={id} pool={pools.find((pool) => pool.id === id)} />
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      <div className={css.actions}>
        <CopyButton text={finding.id}>Copy id</CopyButton>
        <CopyButton text={JSON.stringify(finding, null, 2)}>Copy as JSON</CopyButton>
      </div>
    </Panel>
  );
}

/** An object where it lives: on its page, or, as it declares a range, on the map. */
function Place({ object, pool }: { object: Reference; pool: Pool | undefined }) {
  if (!pool) return <ObjectLink reference={object} />;
  return (
    <Link to="/map" search={{ cidr: pool.cidr, pool: pool.id }}>
      {object.kind === 'Pool' ? rangesText(pool.ranges) : referenceName(object)}
    </Link>
  );
}

/** A range on the map, by its id where the list of pools is not there (yet). */
function Range({ id, pool }: { id: string; pool: Pool | undefined }) {
  if (!pool) return <span className="mono">{id}</span>;
  return (
    <>
      <Link to="/map" search={{ cidr: pool.cidr, pool: id }}>
        <CidrText cidr={rangesText(pool.ranges)} family={pool.family} />
      </Link>
      <span className="ink2">{pool.name}</span>
    </>
  );
}
