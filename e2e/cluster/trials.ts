/** One start of a control plane, and what is played on it. */
export interface Phase {
  /** A file of e2e/cluster/shapes, else of the folder that --shapes names. */
  readonly shape: string;
  /** One of the plays of plays.ts. */
  readonly play: string;
}

/** Shapes that are more than one start, or are for one play alone; phases follow each other on the same data. Any other name is a shape, played as usual. */
const trials: Readonly<Record<string, readonly Phase[]>> = {
  full: [{ shape: 'full', play: 'full' }],
  'few-blocks': [{ shape: 'few-blocks', play: 'few-blocks' }],
  overlap: [{ shape: 'overlap', play: 'overlap' }],
  // Becomes dual-stack, and goes back.
  becoming: [
    { shape: 'becoming-single', play: 'single' },
    { shape: 'becoming-dual', play: 'dual' },
    { shape: 'becoming-back', play: 'back' },
  ],
  cni: [{ shape: 'cni', play: 'cni' }],
  history: [{ shape: 'history', play: 'history' }],
  faults: [{ shape: 'faults', play: 'faults' }],
};

export const phasesOf = (name: string): readonly Phase[] => trials[name] ?? [{ shape: name, play: 'usual' }];
