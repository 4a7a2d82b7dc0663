import { formatCidr } from '../../../shared/net/cidr.ts';
import { AddressText } from '../../kit/AddressText.tsx';
import { Count } from '../../kit/Count.tsx';
import { Section } from '../../kit/Section.tsx';
import { blockRuns } from './blockRuns.ts';
import css from './Runs.module.css';
import type { Scene } from './scene.ts';

/** Blocks that are handed out side by side, and what lies free behind them: how scattered a sparse pool is. */
export function Runs({ scene }: { scene: Scene }) {
  const { runs, more } = blockRuns(scene, 12);
  if (runs.length === 0) return null;
  const within = formatCidr(scene.range);
  return (
    <Section title="Runs" aside="blocks handed out side by side" className={css.runs}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">First block</th>
            <th scope="col" className="wide">
              Last block
            </th>
            <th scope="col" className="num">
              /{scene.cellPrefix}s
            </th>
            <th scope="col" className="num">
              In use
            </th>
            <th scope="col" className="num">
              Free behind it
            </th>
            <th scope="col" className="wide">
              Fits in
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={formatCidr(run.first)}>
              <td>
                <AddressText address={formatCidr(run.first)} within={within} />
              </td>
              <td className="wide">
                <AddressText address={formatCidr(run.last)} within={within} />
              </td>
              <td className="num">
                <Count value={run.blocks} />
              </td>
              <td className="num">
                <Count value={run.inUse} />
              </td>
              <td className="num">
                <Count value={run.freeBehind} />
              </td>
              <td className="wide">
                <AddressText address={formatCidr(run.fitsIn)} within={within} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="dim s12">
          and <Count value={more} /> more
        </p>
      )}
    </Section>
  );
}
