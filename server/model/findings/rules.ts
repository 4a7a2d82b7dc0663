import { nodeFamiliesDisagree } from './nodeFamiliesDisagree.ts';
import { nodeWithoutBlock } from './nodeWithoutBlock.ts';
import type { NodeRule, PoolRule, ServiceRule } from './rule.ts';
import { serviceFamilyWithoutReadyEndpoints } from './serviceFamilyWithoutReadyEndpoints.ts';
import { servicePrefersDualHasOne } from './servicePrefersDualHasOne.ts';
import { serviceRangeDeletionBlocked } from './serviceRangeDeletionBlocked.ts';
import { serviceRangeFull } from './serviceRangeFull.ts';
import { serviceRangeNearlyFull } from './serviceRangeNearlyFull.ts';

/** Every rule, by what it is about. One more finding is one more file and one more name here. */
export const serviceRules: readonly ServiceRule[] = [serviceFamilyWithoutReadyEndpoints, servicePrefersDualHasOne];
export const nodeRules: readonly NodeRule[] = [nodeWithoutBlock, nodeFamiliesDisagree];
export const poolRules: readonly PoolRule[] = [serviceRangeFull, serviceRangeNearlyFull, serviceRangeDeletionBlocked];
