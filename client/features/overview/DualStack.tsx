import type { ByFamily, Overview } from '../../../shared/wire/overview.ts';
import { barWidth } from '../../kit/barWidth.ts';
import { FamilyMark } from '../../kit/FamilyMark.tsx';
import { counted, formatCount } from '../../kit/formatCount.ts';
import { Section } from '../../kit/Section.tsx';
import { Unknown } from '../../kit/Unknown.tsx';
import css from './DualStack.module.css';

/** Nodes, pods and Services in two lanes each: how far each family reaches. What was never read is unknown, not zero. */
export function DualStack({ overview, isKnown }: { overview: Overview; isKnown: (kind: string) => boolean }) {
  const { nodes, pods, services } = overview.families;
  return (
    <Section
      title="On the way to dual-stack"
      end={
        <span className={css.key}>
          <FamilyMark family="IPv4" />
          <FamilyMark family="IPv6" />
        </span>
      }
    >
      <dl className={css.lanes}>
        <Lane name="Nodes" counts={isKnown('Node') ? nodes : null} all={nodes ? counted(total(nodes), 'node') : ''} />
        <Lane
          name="Pods"
          counts={isKnown('Pod') ? pods : null}
          all={overview.pods ? `${formatCount(overview.pods.running).short} on the pod network` : ''}
        />
        <Lane name="Services" counts={isKnown('Service') ? services : null} all={servicesWords(services)} />
      </dl>
    </Section>
  );
}

function Lane({ name, counts, all }: { name: string; counts: ByFamily | null; all: string }) {
  if (!counts) {
    return (
      <div className={css.lane}>
        <dt>{name}</dt>
        <dd>
          <Unknown why={`${name} were not read`} />
        </dd>
      </div>
    );
  }
  const { both, IPv4, IPv6 } = counts;
  const whole = both + IPv4 + IPv6;
  return (
    <div className={css.lane}>
      <dt>{name}</dt>
      <dd>
        <div className={css.bars} aria-hidden="true">
          <span className={css.bar}>
            <span className={css.v4} style={{ width: part(both + IPv4, whole) }} />
          </span>
          <span className={css.bar}>
            <span className={css.v6} style={{ width: part(both, whole) }} />
            <span className={`${css.v6} ${css.only}`} style={{ width: part(IPv6, whole) }} />
          </span>
        </div>
        <p className={css.words}>
          <span>
            <b>{formatCount(both).short}</b> both
          </span>
          <span>
            <b>{formatCount(IPv4).short}</b> IPv4 only
          </span>
          <span>
            <b>{formatCount(IPv6).short}</b> IPv6 only
          </span>
          <span className={`dim wide ${css.all}`}>{all}</span>
        </p>
      </dd>
    </div>
  );
}

function servicesWords(services: ByFamily | null): string {
  if (!services) return '';
  return services.none > 0 ? `+ ${formatCount(services.none).short} without an address` : counted(total(services), 'Service');
}

function total(counts: ByFamily): number {
  return counts.both + counts.IPv4 + counts.IPv6 + counts.none;
}

function part(count: number, whole: number): string {
  return barWidth(whole === 0 ? 0 : count / whole);
}
