import type { Words } from './words.ts';

/** Writes one row into a buffer that grows with the longest there was. */
export class RowWriter {
  readonly words: Words;
  bytes: Buffer = Buffer.allocUnsafeSlow(1024);
  at = 0;

  constructor(words: Words) {
    this.words = words;
  }

  byte(value: number): void {
    if (this.at === this.bytes.length) this.#room(1);
    this.bytes[this.at++] = value;
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte, the lowest first. */
  number(value: number): void {
    let rest = value;
    this.#room(8);
    while (rest > 0x7fffffff) {
      this.bytes[this.at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.bytes[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  /** UTF-8 behind its length in bytes. Kubernetes' texts are nearly all ASCII: those are written as they stand. */
  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.number(length);
    this.#room(length);
    this.at += length === value.length ? this.bytes.write(value, this.at, 'latin1') : this.bytes.write(value, this.at);
  }

  #room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(this.at + more)));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }
}

/** Reads a row where it lies. */
export class RowReader {
  readonly words: Words;
  bytes: Buffer = Buffer.alloc(0);
  at = 0;

  constructor(words: Words) {
    this.words = words;
  }

  byte(): number {
    return this.bytes[this.at++] as number;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++] as number;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  text(): string {
    const length = this.number();
    const from = this.at;
    this.at += length;
    for (let i = from; i < this.at; i++) if ((this.bytes[i] as number) > 127) return this.bytes.toString('utf8', from, this.at);
    return this.bytes.toString('latin1', from, this.at);
  }

  passText(): void {
    const length = this.number();
    this.at += length;
  }
}
