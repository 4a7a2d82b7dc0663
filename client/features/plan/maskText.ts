import { addressBits, type Family } from '../../../shared/net/address.ts';

/** A mask change to rehearse. */
export interface MaskChange {
  readonly family: Family;
  readonly prefix: number;
}

/** Reads "IPv4/25"; undefined for what is none. */
export function parseMaskText(text: string | undefined): MaskChange | undefined {
  const [, family, length] = /^(IPv[46])\/(\d{1,3})$/.exec(text ?? '') ?? [];
  if (family !== 'IPv4' && family !== 'IPv6') return undefined;
  const prefix = Number(length);
  return prefix >= 1 && prefix <= addressBits(family) ? { family, prefix } : undefined;
}

/** What is wrong with a text that is no mask change, and what to write: 'mask: "IPv4/33": write …'. */
export function maskFault(text: string): string {
  return `mask: ${JSON.stringify(text)}: write a family and a prefix length of it, such as IPv4/25 or IPv6/64`;
}

export function maskText({ family, prefix }: MaskChange): string {
  return `${family}/${prefix}`;
}
