import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { StreamMessage } from '../../shared/wire/stream.ts';

/** A browser's EventSource on /api/v1/stream: it comes back with the last id that it heard, as the page does. */
export class Browser {
  readonly #url: string;
  /** Messages, of all its connections. */
  readonly heard: StreamMessage[] = [];
  /** The status of each answer that was no stream. */
  readonly refused: number[] = [];
  lastEventId = '';
  open = false;
  #asked: ClientRequest | undefined;
  #answer: IncomingMessage | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  connect(): void {
    const headers: Record<string, string> = this.lastEventId === '' ? {} : { 'last-event-id': this.lastEventId };
    const asked = request(`${this.#url}/api/v1/stream`, { agent: false, headers }, (answer) => this.#opened(answer));
    asked.on('error', () => {
      this.open = false;
    });
    asked.end();
    this.#asked = asked;
  }

  #opened(answer: IncomingMessage): void {
    if (answer.statusCode !== 200) {
      this.refused.push(answer.statusCode ?? 0);
      answer.resume();
      return;
    }
    this.open = true;
    this.#answer = answer;
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (more: string) => {
      text += more;
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        this.#message(text.slice(0, end));
        text = text.slice(end + 2);
      }
    });
    answer.on('error', () => {});
    answer.on('close', () => {
      this.open = false;
    });
  }

  #message(text: string): void {
    const [, id = '', data = ''] = /^id: (\d+)\ndata: (.*)$/.exec(text) ?? [];
    if (id === '') return; // a heartbeat
    this.lastEventId = id;
    this.heard.push(JSON.parse(data) as StreamMessage);
  }

  /** Reads no more; its connection stays. */
  sleep(): void {
    this.#answer?.pause();
  }

  close(): void {
    this.#asked?.destroy();
  }
}
