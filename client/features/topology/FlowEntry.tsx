import { memo, type ReactNode } from 'react';
import type { Family } from '../../../shared/net/address.ts';
import { parseAddress } from '../../../shared/net/address.ts';
import type { TopologyNode } from '../../../shared/wire/topology.ts';
import type { FlowBox } from '../../draw/topologyLayout.ts';
import { fitText } from './fitText.ts';
import { StateDot } from './StateDot.tsx';
import { hasRemark } from './scene.ts';
import { makerWords, readyWords, titleOf, troubleWords } from './words.ts';

/** Mean widths of letters at 12 px, of Inter and of the monospace. */
const letter = 6.5;
const mono = 7;
const sans = { fontFamily: 'var(--sans)', fontSize: 12 };
const monospace = { fontFamily: 'var(--mono)', fontSize: 11.5 };

/**
 * One entry of the picture as SVG. Everything is said in attributes, in the theme's tokens: what is exported is the same elements with
 * the tokens' values in their place.
 */
export const FlowEntry = memo(function FlowEntry({
  entry,
  box,
  loud,
  fed,
  detailed,
}: {
  entry: TopologyNode;
  box: FlowBox;
  /** It shouts. */
  loud: boolean;
  /** By something that shouts. */
  fed: boolean;
  detailed: boolean;
}) {
  const folded = entry.objects > 1;
  const broken = entry.state !== 'ready' && entry.state !== 'empty' && entry.state !== 'unknown';
  const stroke =
    loud || (fed && broken)
      ? 'var(--critical)'
      : broken && entry.column === 'pod'
        ? 'var(--warning)'
        : folded
          ? 'var(--edge)'
          : 'var(--line)';
  const fill = loud && entry.column === 'slice' ? 'var(--critical-wash)' : folded ? 'var(--well)' : 'var(--paper)';
  const dash = folded || entry.objects === 0 ? '4 3' : undefined;
  return (
    <g>
      <rect
        x={box.x + 0.5}
        y={box.y + 0.5}
        width={box.width - 1}
        height={box.height - 1}
        rx={4}
        fill={fill}
        stroke={stroke}
        strokeWidth={loud ? 1.4 : 1}
        strokeDasharray={dash}
      />
      {content(entry, box, loud, fed, detailed)}
    </g>
  );
});

function content(entry: TopologyNode, box: FlowBox, loud: boolean, fed: boolean, detailed: boolean): ReactNode {
  const left = box.x + 11;
  const room = box.width - 22;
  const ready = readyWords(entry);
  switch (entry.column) {
    case 'service': {
      const silent = (entry.silent ?? []).map((family) => `${family} ${entry.state === 'missing' ? 'missing' : 'not ready'}`).join(', ');
      return (
        <>
          <Line x={left} y={box.y + 19} weight={600} text={fitText(titleOf(entry), room, letter + 0.4)} />
          {detailed &&
            entry.addresses.map((address, i) => (
              <g key={address}>
                <Mark family={parseAddress(address)?.family} x={left} y={box.y + 37 + 18 * i} />
                <Line x={left + 17} y={box.y + 37 + 18 * i} text={fitText(address, room - 17, mono, 'end')} mono />
              </g>
            ))}
          <Line
            x={left}
            y={box.y + box.height - 10}
            text={fitText(silent || ready, room, letter)}
            fill={silent ? 'var(--critical)' : 'var(--ink-2)'}
            weight={silent ? 600 : 400}
          />
        </>
      );
    }
    case 'slice': {
      const remark = [troubleWords(entry), makerWords(entry)].filter(Boolean).join(', ');
      const familyWidth = entry.family ? 50 : 0;
      if (!detailed)
        return (
          <>
            {entry.family && <Mark family={entry.family} x={left} y={box.y + 17} />}
            <Line
              x={left + 17}
              y={box.y + 17}
              weight={600}
              text={fitText(remark && entry.state !== 'missing' ? `${ready}, ${remark}` : ready, room - 17, letter)}
              fill={loud ? 'var(--critical)' : 'var(--ink)'}
            />
            <Line
              x={box.x + box.width - 11}
              y={box.y + 17}
              anchor="end"
              mono
              fill="var(--ink-3)"
              text={remark ? '' : fitText(titleOf(entry), room - 17 - ready.length * (letter + 0.6) - 8, mono, 'end')}
            />
          </>
        );
      return (
        <>
          {entry.family && <Mark family={entry.family} x={left} y={box.y + 17} />}
          {entry.family && <Line x={left + 16} y={box.y + 17} text={entry.family} weight={600} fill={familyInk(entry.family)} />}
          <Line
            x={left + familyWidth + (entry.family ? 6 : 0)}
            y={box.y + 17}
            mono={entry.objects === 1}
            fill="var(--ink-2)"
            text={fitText(titleOf(entry), room - familyWidth - 6, mono, 'end')}
          />
          <Line
            x={left}
            y={box.y + 36}
            weight={600}
            size={13}
            text={fitText(ready, room, 7)}
            fill={loud ? 'var(--critical)' : 'var(--ink)'}
          />
          {hasRemark(entry) && <Line x={left} y={box.y + 52} text={fitText(remark, room, letter)} fill="var(--ink-2)" />}
        </>
      );
    }
    case 'pod': {
      const color = entry.state === 'ready' ? 'var(--ink)' : fed ? 'var(--critical)' : 'var(--warning)';
      const [address = ''] = entry.addresses;
      const shown = entry.objects === 1 && entry.ref ? fitText(address, room * 0.5, mono, 'end') : '';
      const space = room - 16 - (shown ? shown.length * mono + 10 : 0);
      return (
        <>
          <StateDot x={left + 3} y={box.y + 13} state={entry.state} color={color} />
          <Line
            x={left + 15}
            y={box.y + 17}
            text={fitText(titleOf(entry), space, entry.objects > 1 ? letter : 7, entry.objects > 1 ? 'start' : 'end')}
            weight={entry.objects > 1 ? 600 : 400}
            mono={entry.objects === 1 && entry.ref === null}
          />
          {shown && <Line x={box.x + box.width - 11} y={box.y + 17} text={shown} anchor="end" mono fill="var(--ink-2)" />}
        </>
      );
    }
    case 'node': {
      const [block = ''] = entry.addresses;
      const shown = fitText(block, room * 0.5, mono, 'end');
      return (
        <>
          <Line
            x={left}
            y={box.y + 17}
            text={fitText(titleOf(entry), room - shown.length * mono - 8, letter, 'end')}
            weight={entry.objects > 1 ? 600 : 500}
          />
          <Line x={box.x + box.width - 11} y={box.y + 17} text={shown} anchor="end" mono fill="var(--ink-3)" />
        </>
      );
    }
    default:
      return (
        <>
          <Line x={left} y={box.y + 18} text={fitText(titleOf(entry), room, letter)} weight={600} />
          <Line x={left} y={box.y + 34} text={fitText(ready, room, letter)} fill="var(--ink-2)" />
        </>
      );
  }
}

function Line({
  x,
  y,
  text,
  mono: isMono = false,
  weight = 400,
  size,
  fill = 'var(--ink)',
  anchor = 'start',
}: {
  x: number;
  y: number;
  text: string;
  mono?: boolean;
  weight?: number;
  size?: number;
  fill?: string;
  anchor?: 'start' | 'end';
}) {
  const font = isMono ? monospace : sans;
  return (
    <text x={x} y={y} fontFamily={font.fontFamily} fontSize={size ?? font.fontSize} fontWeight={weight} fill={fill} textAnchor={anchor}>
      {text}
    </text>
  );
}

function Mark({ family, x, y }: { family: Family | undefined; x: number; y: number }) {
  if (family === undefined) return null;
  return family === 'IPv4' ? (
    <rect x={x} y={y - 9} width={8.5} height={8.5} fill="var(--v4)" />
  ) : (
    <path d={`M${x + 4.5} ${y - 10}l5.2 5.2l-5.2 5.2l-5.2-5.2Z`} fill="var(--v6)" />
  );
}

function familyInk(family: Family): string {
  return family === 'IPv4' ? 'var(--v4)' : 'var(--v6-text)';
}
