import type { ServerResponse } from 'node:http';
import { kindInfo } from '../../server/demo/kinds.ts';
import type { Demo } from '../../server/demo/startDemo.ts';
import type { Draw } from './faultMix.ts';
import { brokenFrame, endlessFrame, refusals, refuse } from './oddities.ts';
import type { Asked, Traffic } from './traffic.ts';

/** What faults are played on. */
export interface Stage {
  readonly demo: Demo;
  readonly traffic: Traffic;
}

/** Ends a fault. */
export type Heal = () => void | Promise<void>;

export interface Fault {
  /** How often it is drawn, against the others. Those after which the product waits for minutes on purpose are seldom. */
  readonly weight: number;
  play(stage: Stage, draw: Draw): Heal;
}

const nothing = () => undefined;
const isOf =
  ({ kind }: Draw) =>
  ({ plural }: Asked) =>
    plural === kindInfo[kind].resource;
const anything = () => true;
const isWatch = ({ isWatch }: Asked) => isWatch;

/** Answers like this in the place of the API server, and ends what is under way so that it is asked. */
function answering({ traffic }: Stage, which: (asked: Asked) => boolean, answer: (response: ServerResponse, asked: Asked) => void): Heal {
  const undo = traffic.answer((asked, response) => {
    if (!which(asked)) return false;
    answer(response, asked);
    return true;
  });
  traffic.tear(which);
  return undo;
}

/** Takes requests and never answers them; they are torn at the end. */
function hanging(stage: Stage, which: (asked: Asked) => boolean, begin: (response: ServerResponse) => void): Heal {
  const held = new Set<ServerResponse>();
  const undo = answering(stage, which, (response) => {
    held.add(response);
    begin(response);
  });
  return async () => {
    await undo();
    for (const response of held) response.destroy();
  };
}

/** Changes the next piece of a watch of a kind, once. */
function once({ traffic }: Stage, draw: Draw, change: (piece: Buffer, asked: Asked) => Buffer | null): Heal {
  let isDone = false;
  return traffic.change((asked, piece) => {
    if (isDone || !asked.isWatch || !isOf(draw)(asked)) return piece;
    isDone = true;
    return change(piece, asked);
  });
}

/** What can go wrong at the API server itself, by name. */
export const serverFaults = {
  'every connection cut': {
    weight: 2,
    play({ demo }) {
      demo.server.dropConnections();
      return nothing;
    },
  },
  'watches of a kind cut': {
    weight: 6,
    play({ traffic }, draw) {
      traffic.tear(isOf(draw));
      return nothing;
    },
  },
  'API server restarted': {
    weight: 2,
    play({ demo }) {
      const up = Promise.withResolvers<void>();
      const done = demo.server.restart(() => up.promise);
      return async () => {
        up.resolve();
        await done;
      };
    },
  },
  compaction: {
    weight: 3,
    play({ demo }, { amount }) {
      demo.server.compact();
      if (amount < 0.5) demo.server.dropConnections(); // so that somebody comes with a version that is gone
      return nothing;
    },
  },
  'watches expire (ERROR 410)': {
    weight: 2,
    play({ demo }) {
      demo.server.expireWatches();
      return nothing;
    },
  },
  'a kind forbidden (403)': {
    weight: 1,
    play({ demo, traffic }, draw) {
      demo.server.forbid(draw.kind);
      traffic.tear(isOf(draw));
      return () => demo.server.forbid(draw.kind, false);
    },
  },
  'a kind not served (404)': {
    weight: 0.5,
    play({ demo, traffic }, draw) {
      demo.server.unserve(draw.kind);
      traffic.tear(isOf(draw));
      return () => demo.server.unserve(draw.kind, false);
    },
  },
  'refused everywhere': {
    weight: 3,
    play(stage, { amount }) {
      const refusal = refusals[Math.floor(amount * refusals.length)];
      return answering(stage, anything, (response) => refuse(response, refusal));
    },
  },
  'a kind refused': {
    weight: 8,
    play(stage, draw) {
      const refusal = refusals[Math.floor(draw.amount * refusals.length)];
      return answering(stage, isOf(draw), (response) => refuse(response, refusal));
    },
  },
  'discovery refused': {
    weight: 2,
    play(stage, { amount }) {
      const refusal = refusals[Math.floor(amount * refusals.length)];
      return answering(
        stage,
        ({ path }) => path.startsWith('/apis') && path.split('/').length <= 4,
        (response) => refuse(response, refusal),
      );
    },
  },
  'no answer at all': {
    weight: 3,
    play: (stage, draw) => hanging(stage, isOf(draw), nothing),
  },
  'headers, then silence': {
    weight: 3,
    play: (stage, draw) =>
      hanging(stage, isOf(draw), (response) => {
        response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf;stream=watch' });
        response.flushHeaders();
      }),
  },
  'watches end at once': {
    weight: 3,
    play: (stage, draw) =>
      answering(
        stage,
        (asked) => isWatch(asked) && isOf(draw)(asked),
        (response, { isProtobuf }) => {
          const type = isProtobuf ? 'application/vnd.kubernetes.protobuf;stream=watch' : 'application/json';
          response.writeHead(200, { 'content-type': type }).end();
        },
      ),
  },
  'a body cut in its middle': {
    weight: 6,
    play(stage, draw) {
      const { traffic } = stage;
      let left = 1 + Math.floor(draw.amount ** 3 * 400_000); // bytes; often the first few
      const undo = traffic.change((asked, piece) => {
        if (!isOf(draw)(asked)) return piece;
        if (left <= 0) return null;
        const rest = piece.subarray(0, left);
        left -= piece.length;
        return rest;
      });
      if (draw.amount < 0.5) traffic.tear(isOf(draw)); // then it is the list or the initial events that are cut
      return undo;
    },
  },
  'a malformed event': {
    weight: 3,
    play: (stage, draw) => once(stage, draw, (piece, asked) => Buffer.concat([piece, brokenFrame(asked.isProtobuf)])),
  },
  'an oversize frame': {
    weight: 1,
    play: (stage, draw) => once(stage, draw, (piece, asked) => (asked.isProtobuf ? Buffer.concat([piece, endlessFrame]) : piece)),
  },
  'events told twice': {
    weight: 4,
    play: ({ traffic }, draw) =>
      traffic.change((asked, piece) => (asked.isWatch && isOf(draw)(asked) ? Buffer.concat([piece, piece]) : piece)),
  },
} satisfies Record<string, Fault>;
