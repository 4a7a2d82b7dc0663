import { addressesAlone, besidesPools, type Comparisons, everything } from './agreement.ts';
import { playBack, playDual, playSingle } from './live/becoming.ts';
import { playCni } from './live/cni.ts';
import { playFaults } from './live/faults.ts';
import { playFewBlocks } from './live/fewBlocks.ts';
import { playFlags } from './live/flags.ts';
import { playFullRanges } from './live/fullRanges.ts';
import { playHistory } from './live/history/play.ts';
import { playOverlap } from './live/overlap.ts';
import { playPatches } from './live/patches.ts';
import { playNode, playPods } from './live/pods.ts';
import { playPredictions } from './live/predictions.ts';
import { playRestart } from './live/restart.ts';
import { playServiceCIDR } from './live/serviceCIDR.ts';
import { playServiceCIDRs } from './live/serviceCIDRs.ts';
import { playServices } from './live/services.ts';
import { playSlices } from './live/slices.ts';
import type { Stage } from './live/stage.ts';
import { playTraffic } from './live/traffic.ts';
import { playRights } from './rights.ts';

interface Play {
  readonly acts: readonly ((stage: Stage) => Promise<void>)[];
  /** What is recounted before the first act and after the last. */
  readonly comparisons: Comparisons;
}

/** What is played on a cluster, by name: "usual" suits any, the others want the shape that they were written for. */
export const plays: Readonly<Record<string, Play>> = {
  usual: {
    acts: [
      playServices,
      playPredictions,
      playPatches,
      playTraffic,
      playPods,
      playSlices,
      playNode,
      playServiceCIDR,
      playServiceCIDRs,
      playFlags,
      playRestart,
      playRights,
    ],
    comparisons: everything,
  },
  full: { acts: [playFlags, playFullRanges], comparisons: everything },
  'few-blocks': { acts: [playFewBlocks], comparisons: everything },
  overlap: { acts: [playOverlap], comparisons: everything },
  single: { acts: [playSingle, playPatches, playTraffic, playPredictions], comparisons: everything },
  dual: { acts: [playDual, playPatches, playTraffic, playPredictions], comparisons: everything },
  back: { acts: [playBack, playPatches, playPredictions], comparisons: everything },
  cni: { acts: [playCni], comparisons: besidesPools },
  history: { acts: [playHistory], comparisons: addressesAlone },
  faults: { acts: [playFaults], comparisons: everything },
};
