import { agree } from '../agreement.ts';
import { compareCni } from '../compare/cni.ts';
import { readExpected } from '../recount/expected.ts';
import type { Stage } from './stage.ts';

/** What CNIs and load balancers write down, held to expected.json beside the shape. */
export async function playCni({ api, product, report, shapeFile }: Stage): Promise<void> {
  if (shapeFile === undefined) return report.skip('what CNIs write down', 'no --shape-file');
  const expected = readExpected(shapeFile);
  await agree('expected.json', api, product, report, { 'expected.json': () => compareCni(expected, product) });
}
