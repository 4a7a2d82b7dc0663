import type { Request, RequestHandler } from 'express';
import { ProblemError } from './problem.ts';
import { readSearch } from './query.ts';
import type { EventStream } from './stream.ts';

/** GET /stream as server-sent events (text/event-stream), one connection a client. */
export function streamRoute(stream: EventStream): RequestHandler {
  return (req, res) => {
    res.locals.route = '/stream';
    const [unknown] = readSearch(searchOf(req)).keys();
    if (unknown !== undefined) throw new ProblemError('unknown-parameter', unknown, 'This route takes no parameters.');
    const headers = {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no', // nginx would hold the stream back
    };
    if (req.method === 'HEAD') {
      res.set(headers).end();
      return;
    }
    const lastEventId = req.headers['last-event-id'];
    let opened = false;
    const open = () => {
      opened = true;
      res.writeHead(200, headers);
      res.flushHeaders();
    };
    const subscription = stream.connect(
      {
        write(text) {
          if (!opened) open();
          return res.write(text);
        },
        close: () => void (res.writableNeedDrain ? res.destroy() : res.end()),
      },
      typeof lastEventId === 'string' ? lastEventId : '',
    );
    if (!subscription) throw new ProblemError('too-many-streams', null, 'Close another one, or try again later.', { 'Retry-After': '30' });
    res.on('drain', subscription.drained);
    res.on('close', subscription.gone);
  };
}

function searchOf(req: Request): string {
  const mark = req.originalUrl.indexOf('?');
  return mark < 0 ? '' : req.originalUrl.slice(mark + 1);
}
