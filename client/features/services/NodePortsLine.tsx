import type { NodePorts } from '../../../shared/wire/nodePorts.ts';
import { BandBar } from '../../kit/BandBar.tsx';
import { Button } from '../../kit/Button.tsx';
import { CopyButton } from '../../kit/CopyButton.tsx';
import css from './NodePorts.module.css';
import { portsInUse } from './portWords.ts';

/** NodePorts as a pool of numbers, in a line: how many are in use, the next one to ask for, and the way to who holds which. */
export function NodePortsLine({ ports, open, onOpen }: { ports: NodePorts | undefined; open: boolean; onOpen: () => void }) {
  const next = ports?.static.nextFree ?? null;
  return (
    <section className={css.line} aria-label="NodePorts">
      <span>
        <b>NodePorts</b> <span className="ink2">{ports && portsInUse(ports)}</span>
      </span>
      <span className={css.bar}>{ports && <BandBar family={null} size={ports.size} inUse={ports.inUse} band={ports.static} />}</span>
      {next !== null && (
        <span className={css.next}>
          <span className="ink2">next free static</span> <b className="mono">{next}</b>
          <CopyButton text={String(next)} />
        </span>
      )}
      <Button onClick={onOpen} aria-pressed={open} disabled={!ports}>
        Who holds which
      </Button>
    </section>
  );
}
