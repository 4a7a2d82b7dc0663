import type { PlanAnswer } from '../../../shared/wire/plan.ts';

export type PlanAnswerRow = PlanAnswer['rows'][number];

/** What of a row ends, at the beginning of a line and within a sentence. */
export const rowNames: Readonly<Record<PlanAnswerRow['what'], string>> = {
  blocks: 'Node blocks',
  pods: 'Pods on nodes',
  services: 'Services',
};
export const rowWords: Readonly<Record<PlanAnswerRow['what'], string>> = {
  blocks: 'node blocks',
  pods: 'addresses for pods on the nodes',
  services: 'Service addresses',
};
export const chartNames: Readonly<Record<PlanAnswerRow['what'], string>> = {
  blocks: 'Nodes with a block',
  pods: 'Pods on nodes',
  services: 'Service addresses',
};

/** What binds it. */
export const limitNames: Readonly<Record<PlanAnswerRow['limitedBy'], string>> = {
  blocks: 'blocks',
  addresses: 'addresses of a block',
  maxPods: 'maxPods',
  service: 'addresses',
};
