import { whyNotAddress } from '../../../shared/net/address.ts';
import { whyNotCidr } from '../../../shared/net/cidr.ts';

/** Why nothing was found: what is wrong with a text that was to be an address or a CIDR, else that no name is like it. */
export function whyNothing(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  if (/^[\da-f]*[.:][\da-f.:]*\/\d*$/i.test(text)) return `${shown} is not a CIDR: ${whyNotCidr(text)}.`;
  if (/^\d+(\.\d*)+$/.test(text) || /^[\da-f.]*:[\da-f.]*:[\da-f.:]*$/i.test(text))
    return `${shown} is not an address: ${whyNotAddress(text)}.`;
  return 'Nothing is called so. An address, a CIDR or a part of a name finds more.';
}
