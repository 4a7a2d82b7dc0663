import { aboutPool, poolName } from './poolWords.ts';
import type { PoolRule } from './rule.ts';

/** KEP-3070: dynamic addresses come out of the band only when all else is gone, so a band that is taken is a range near its end, too. */
export const serviceStaticBandFull: PoolRule = {
  code: 'service-static-band-full',
  severity: 'warning',
  title: (count) => (count === 1 ? '1 static band has no free address' : `${count} static bands have no free address`),
  remedy:
    'Add a ServiceCIDR: it has a static band of its own. Services that ask for a fixed address must name one above the band until then.',
  holds: ({ answer: { static: band } }) => band !== null && band.size > 0 && band.inUse !== null && band.inUse >= band.size,
  tell: (counted) => {
    const band = counted.answer.static;
    return {
      title: `The static band of Service range ${poolName(counted.answer)} has no free address`,
      detail: `All ${band?.size} addresses from ${band?.first} to ${band?.last} are in use. A Service that asks for a fixed address may now clash with one that was given out.`,
      ...aboutPool(counted),
    };
  },
};
