import type { PlanAnswer } from '../../../shared/wire/plan.ts';
import { counted } from '../../kit/formatCount.ts';

/** What is in a part of the plan while it is folded away. */

/** "2 critical, 1 warning, 3 to know": nodes without a block are critical, ranges that overlap a warning. */
export function notesSummary({ nodesWithout, overlaps, notes }: Pick<PlanAnswer, 'nodesWithout' | 'overlaps' | 'notes'>): string {
  const of = (severity: string) => notes.filter((note) => note.severity === severity).length;
  const [critical, warnings, rest] = [nodesWithout.length + of('critical'), overlaps.length + of('warning'), of('info')];
  return [critical > 0 ? `${critical} critical` : '', warnings > 0 ? counted(warnings, 'warning') : '', rest > 0 ? `${rest} to know` : '']
    .filter((text) => text !== '')
    .join(', ');
}

/** Whether anything among them is more than good to know. */
export function hasGraveNotes({ nodesWithout, overlaps, notes }: Pick<PlanAnswer, 'nodesWithout' | 'overlaps' | 'notes'>): boolean {
  return nodesWithout.length + overlaps.length > 0 || notes.some(({ severity }) => severity !== 'info');
}

/** "1 ServiceCIDR, 2 flags" */
export function applySummary({ serviceCIDRs, flags }: PlanAnswer['manifests']): string {
  const objects = serviceCIDRs === '' ? 0 : serviceCIDRs.split('---\n').length;
  const many = flags.reduce((sum, one) => sum + one.flags.length, 0);
  return [objects > 0 ? counted(objects, 'ServiceCIDR') : '', many > 0 ? counted(many, 'flag') : '']
    .filter((text) => text !== '')
    .join(', ');
}
