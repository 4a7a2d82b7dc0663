import type { Family } from '../../net/address.ts';
import { cidrSize, formatCidr } from '../../net/cidr.ts';
import { counted, formatCount } from '../../net/formatCount.ts';
import { hostLocal } from '../allocator.ts';
import { usableOfBlock } from '../nodeBlock.ts';
import { rehearseMask, whyNotMask } from '../rehearseMask.ts';
import { serviceRange } from '../serviceRange.ts';
import { dayText } from './days.ts';
import type { NodesWithout, PlanNote } from './plan.ts';
import type { PlanCluster, PodSpace } from './planCluster.ts';
import type { Scenario } from './scenario.ts';
import { dropped, isAround, podSpaceIn, rangesOf, rangesWith } from './spaces.ts';

/** What a scenario's numbers do not say: what is refused, what it asks for beside itself, and what happens to what there is. */
export function notesOf(cluster: PlanCluster, scenario: Scenario): PlanNote[] {
  const notes = [
    ...dayNotes(cluster, scenario),
    ...maskNotes(cluster, scenario),
    ...maxPodsNotes(cluster, scenario),
    ...podRangeNotes(cluster, scenario),
    ...serviceNotes(cluster, scenario),
    ...addNotes(cluster, scenario),
    ...dropNotes(cluster, scenario),
  ];
  // A range that is proposed twice has the same to be said of it.
  return notes.filter((one, i) => notes.findIndex(({ text }) => text === one.text) === i);
}

/**
 * A node for which one family has no block gets none of the other either. kube-controller-manager takes a block of each family in the order of
 * its flag, and gives none back where a later one fails (AllocateOrOccupyCIDR of nodeipam). `spaces` are in that order.
 */
export function withoutNotes(without: readonly NodesWithout[], spaces: readonly PodSpace[]): PlanNote[] {
  const [first] = without;
  const other = spaces.find(({ family, ofControllerManager }) => family !== first?.lacks && ofControllerManager);
  if (!first || !other) return [];
  const text = `A node that gets no ${first.lacks} block gets no ${other.family} block either`;
  const isBefore = spaces.indexOf(other) < spaces.findIndex(({ family }) => family === first.lacks);
  if (!isBefore) return [note('nodes-without-both', 'info', `${text}.`)];
  const leak = `each try for one leaks a block of ${other.family} until kube-controller-manager is restarted`;
  return [note('nodes-without-leak', 'warning', `${text}, and ${leak}.`)];
}

function dayNotes({ today }: PlanCluster, { nodes }: Scenario): PlanNote[] {
  return nodes.flatMap(({ count, day }) =>
    day !== null && day < today
      ? [
          note(
            'day-is-over',
            'warning',
            `${dayText(day)} is over: ${count === 1 ? 'the node of that day is' : `the ${counted(count, 'node')} of that day are`} counted as joining today.`,
          ),
        ]
      : [],
  );
}

function maskNotes(cluster: PlanCluster, scenario: Scenario): PlanNote[] {
  return cluster.pods.flatMap((own): PlanNote[] => {
    const to = scenario.masks[own.family];
    if (to === null || to === own.blockLength || dropped(cluster, scenario) === own.family) return [];
    const space = { ...own, ranges: rangesWith(own, rangesOf(scenario.podRanges, own.family)) };
    const refused = whyNotMask(space, to);
    if (refused !== null) return [note('mask-refused', 'critical', `${own.family}: ${refused}.`)];
    if (!own.ofControllerManager) {
      const text = `${own.family}: the network plugin cuts these blocks. Nodes keep those they have; whether new ones may be of /${to} is for its own manual to say.`;
      return [note('mask-of-plugin', 'warning', text)];
    }
    const { keep, freedWithOne } = rehearseMask(space, to);
    const notes = [
      note(
        'mask-new-nodes',
        'info',
        `${own.family}: ${counted(keep, 'node')} ${keep === 1 ? 'keeps the block it has' : 'keep the block they have'}; only new nodes get a /${to}.`,
      ),
    ];
    if (freedWithOne > 0) {
      const text = `${own.family}: ${counted(freedWithOne, 'block')} of /${to} ${freedWithOne === 1 ? 'holds' : 'hold'} blocks of several nodes. When one of those nodes is deleted, the whole /${to} counts as free and may be given again (kubernetes#70957).`;
      notes.push(note('mask-freed-with-one', 'critical', text));
    }
    const maxPods = scenario.maxPods ?? cluster.maxPods;
    const usable = usableOfBlock(own.family, to, own.allocator ?? hostLocal);
    if (usable < BigInt(maxPods))
      notes.push(
        note(
          'mask-below-max-pods',
          'warning',
          `${own.family}: a /${to} has ${counted(usable, 'address', 'addresses')} for pods, fewer than maxPods, which is ${formatCount(maxPods).short}.`,
        ),
      );
    return notes;
  });
}

function maxPodsNotes(cluster: PlanCluster, { maxPods }: Scenario): PlanNote[] {
  if (maxPods === null || maxPods === cluster.maxPods) return [];
  const text = `maxPods of ${formatCount(maxPods).short} is set on each new node, by its kubelet's --max-pods or the maxPods of its KubeletConfiguration; nodes that are there keep theirs.`;
  return [note('max-pods-new-nodes', 'info', text)];
}

function podRangeNotes(cluster: PlanCluster, { podRanges }: Scenario): PlanNote[] {
  return podRanges.flatMap((range): PlanNote[] => {
    const own = cluster.pods.find(({ family }) => family === range.family);
    const text = formatCidr(range);
    if (!own) return [];
    if (own.ranges.some((one) => formatCidr(one) === text))
      return [note('pod-range-there', 'info', `The cluster has the pod range ${text} already.`)];
    if (!own.ofControllerManager)
      return [
        note('pod-range-of-plugin', 'info', `${text} has to be added where the network plugin keeps its ranges: no flag speaks of it.`),
      ];
    return isAround(range, own.ranges)
      ? [
          note(
            'pod-range-widened',
            'info',
            `${text} takes the place of ${own.ranges.map(formatCidr).join()} in --cluster-cidr: kube-proxy and the CNI have to be told, too.`,
          ),
        ]
      : [
          note(
            'pod-range-not-used',
            'critical',
            `${text} adds nothing: kube-controller-manager has one pod range a family, and only a wider one around it can take its place.`,
          ),
        ];
  });
}

function serviceNotes({ families }: PlanCluster, { serviceRanges, add }: Scenario): PlanNote[] {
  return serviceRanges.flatMap((range): PlanNote[] => {
    const text = formatCidr(range);
    if (!families.includes(range.family) && add !== range.family)
      return [
        note(
          'service-range-dead',
          'critical',
          `${text} would be Ready and give out nothing: the API server's flag has no ${range.family} range.`,
        ),
      ];
    const { usable, staticSize } = serviceRange(range);
    if (usable === 0n) {
      const why = cidrSize(range) > 2n ? 'an IPv6 range wider than /64 is accepted, and nothing is allocated from it' : 'all of it is kept';
      return [note('service-range-empty', 'critical', `${text} gives out nothing: ${why}.`)];
    }
    if (add === range.family && cidrSize(range) < 8n)
      return [note('service-range-small', 'warning', `${text}: the API server wants 8 addresses at least of the first range of its flag.`)];
    const band = staticSize === 0 ? 'no static band' : `a static band of ${formatCount(staticSize).short}`;
    return [
      note(
        'service-range',
        'info',
        `${text}: ${counted(usable, 'address', 'addresses')}, ${band}; a new Service draws from any of the ranges at random.`,
      ),
    ];
  });
}

function addNotes(cluster: PlanCluster, scenario: Scenario): PlanNote[] {
  const { add } = scenario;
  if (add === null) return [];
  if (cluster.families.includes(add)) return [note('family-is-there', 'info', `The cluster has ${add} already.`)];
  const notes: PlanNote[] = [];
  if (!podSpaceIn(cluster, scenario, add)) notes.push(needs('pod-range', add, 'pod range'));
  if (rangesOf(scenario.serviceRanges, add).length === 0) notes.push(needs('service-range', add, 'Service range'));
  return [
    ...notes,
    note(
      'family-added-nodes',
      'warning',
      `The ${cluster.nodes === null ? '' : `${formatCount(cluster.nodes).short} `}nodes there are keep the podCIDRs they have: only nodes that join later get ${add}.`,
    ),
    note('family-added-mask', 'info', 'With two pod ranges --node-cidr-mask-size is refused: masks are set for each family.'),
    note(
      'family-added-services',
      'info',
      `No Service there is gets ${add} by itself, not even with PreferDualStack: its policy or families have to be set.`,
    ),
  ];
}

function needs(code: string, family: Family, what: string): PlanNote {
  return note(`family-needs-${code}`, 'critical', `${family} needs a ${what} of its own: add one to the scenario.`);
}

function dropNotes(cluster: PlanCluster, scenario: Scenario): PlanNote[] {
  const { drop } = scenario;
  if (drop === null) return [];
  if (!cluster.families.includes(drop)) return [note('family-is-not-there', 'info', `The cluster has no ${drop}.`)];
  if (cluster.families.length === 1)
    return [note('family-is-the-only-one', 'critical', `${drop} is the only family: it cannot be dropped.`)];
  const isCut = cluster.pods.length === 0 || cluster.pods.some(({ ofControllerManager }) => ofControllerManager);
  const notes = [
    ...(isCut
      ? [
          note(
            'family-dropped-nodes',
            'critical',
            'kube-controller-manager does not start with one pod range while any node has two podCIDRs, and until then new nodes get two as well: all of them have to be gone when it starts.',
          ),
        ]
      : []),
    note('family-dropped-services', 'critical', `RequireDualStack Services then refuse every write: change them to SingleStack first.`),
  ];
  if (cluster.families[0] === drop)
    notes.push(
      note('family-dropped-primary', 'critical', `Services whose first family is ${drop} cannot be changed: they have to be made anew.`),
    );
  notes.push(
    note(
      'family-dropped-stays',
      'info',
      `What is there stays: the ServiceCIDR kubernetes keeps its ${drop} range, with a Warning KubernetesDefaultServiceCIDRInconsistent, and Services keep the ${drop} addresses they have.`,
    ),
  );
  return notes;
}

function note(code: string, severity: PlanNote['severity'], text: string): PlanNote {
  return { code, severity, text };
}
