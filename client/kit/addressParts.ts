import { addressBits, parseAddress } from '../../shared/net/address.ts';
import { parseCidr } from '../../shared/net/cidr.ts';

/** The text of an address or CIDR cut in three: what it shares with a range around it, where it differs, and what follows. */
export interface AddressParts {
  shared: string;
  differing: string;
  tail: string;
}

/**
 * Cuts the canonical text of an address or CIDR by the range it is shown in: "10.244.7.0/24" in 10.244.0.0/16 is "10.244." "7" ".0/24".
 * IPv4 is cut between octets, IPv6 between nibbles, as the digits stand in the text. Without a range the address itself is the emphasised part.
 * A text that is not an address comes back whole and emphasised.
 */
export function addressParts(text: string, within?: string): AddressParts {
  const slash = text.indexOf('/');
  const plain = slash < 0 ? text : text.slice(0, slash);
  const length = slash < 0 ? '' : text.slice(slash);
  const address = parseAddress(plain);
  if (!address) return { shared: '', differing: text, tail: '' };
  const range = within === undefined ? undefined : parseCidr(within);
  if (!range || range.family !== address.family) return { shared: '', differing: plain, tail: length };
  const end = length === '' ? addressBits(address.family) : Number(length.slice(1));
  // The range itself, or something around it: nothing differs inside it.
  if (end <= range.prefixLength) return { shared: '', differing: plain, tail: length };

  const spans = address.family === 'IPv4' ? octetSpans(plain) : nibbleSpans(plain);
  let from = plain.length;
  let to = 0;
  for (const span of spans) {
    if (span.endBit <= range.prefixLength || span.startBit >= end) continue;
    from = Math.min(from, span.start);
    to = Math.max(to, span.end);
  }
  return { shared: plain.slice(0, from), differing: plain.slice(from, to), tail: plain.slice(to) + length };
}

/** Characters start…end of the text stand for the bits startBit…endBit. */
interface Span {
  start: number;
  end: number;
  startBit: number;
  endBit: number;
}

function octetSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const [index, octet] of text.split('.').entries()) {
    spans.push({ start, end: start + octet.length, startBit: index * 8, endBit: index * 8 + 8 });
    start += octet.length + 1;
  }
  return spans;
}

/** Nibbles that a leading zero leaves unwritten belong to the first digit of their group; "::" stands for the groups it folds. */
function nibbleSpans(text: string): Span[] {
  const spans: Span[] = [];
  const fold = text.indexOf('::');
  const head = fold < 0 ? text : text.slice(0, fold);
  const tail = fold < 0 ? '' : text.slice(fold + 2);
  const headGroups = head === '' ? 0 : head.split(':').length;
  const tailGroups = tail === '' ? 0 : groupCount(tail);
  groupSpans(head, 0, 0, spans);
  if (fold >= 0) {
    spans.push({ start: fold, end: fold + 2, startBit: headGroups * 16, endBit: (8 - tailGroups) * 16 });
    groupSpans(tail, fold + 2, 8 - tailGroups, spans);
  }
  return spans;
}

function groupSpans(text: string, offset: number, firstGroup: number, spans: Span[]): void {
  if (text === '') return;
  let start = offset;
  let group = firstGroup;
  for (const part of text.split(':')) {
    if (part.includes('.')) {
      for (const span of octetSpans(part)) {
        spans.push({
          start: start + span.start,
          end: start + span.end,
          startBit: group * 16 + span.startBit,
          endBit: group * 16 + span.endBit,
        });
      }
    } else {
      const unwritten = 4 - part.length;
      for (let digit = 0; digit < part.length; digit++) {
        const nibble = group * 4 + unwritten + digit;
        spans.push({
          start: start + digit,
          end: start + digit + 1,
          startBit: (digit === 0 ? group * 4 : nibble) * 4,
          endBit: (nibble + 1) * 4,
        });
      }
    }
    start += part.length + 1;
    group++;
  }
}

/** A dotted part at the end stands for two groups. */
function groupCount(text: string): number {
  return text.split(':').length + (text.includes('.') ? 1 : 0);
}
