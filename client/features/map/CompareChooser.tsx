import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { coveringOf, parseAddressRange } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import type { Pool } from '../../../shared/wire/pools.ts';
import { useApi } from '../../data/ApiContext.ts';
import { queries } from '../../data/queries.ts';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { patched } from '../../kit/patched.ts';
import { useDroppedFiles } from '../../kit/useDroppedFiles.ts';
import css from './Compare.module.css';
import { MomentDialog } from './MomentDialog.tsx';
import { momentOfExport } from './moment.ts';
import { momentName } from './momentName.ts';
import { historicMoment } from './momentSource.ts';
import { keepMoment, keptMoments } from './momentStore.ts';
import { spanOf } from './momentTime.ts';
import { kindTitle } from './poolWords.ts';
import type { Scene } from './scene.ts';
import type { MapSearch } from './search.ts';

/** What the map may be compared with: another range, or itself at a moment that was kept or is read from an export (where its cells are there). */
export function CompareChooser({
  here,
  scene,
  pools,
  at,
}: {
  here: string;
  scene: Scene | undefined;
  pools: readonly Pool[];
  /** The past moment on the map. */
  at?: string | undefined;
}) {
  const navigate = useNavigate({ from: '/map' });
  const status = useQuery(queries.status(useApi()));
  const file = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState('');
  const say = (text: string) => {
    setSaid(text);
    announce(text);
  };
  const compareWith = (other: string, patch: Pick<MapSearch, 'at'> | { at: undefined } = {}) =>
    void navigate({
      to: '/map',
      search: (before) => patched<MapSearch>(before, { with: other, cidr: here, view: undefined, zoom: undefined, q: undefined, ...patch }),
    });
  const [asks, setAsks] = useState(false);
  const since = status.data?.history.tenanciesSince;
  const span = since ? spanOf(Date.parse(since), Date.now()) : undefined;
  const shown = at === undefined ? Number.NaN : Date.parse(at);
  const born = (source: string) => {
    const taken = new Date().toISOString();
    return { id: Date.parse(taken).toString(36), cluster: status.data?.cluster.name ?? '', taken, source };
  };
  const keep = () => {
    if (!scene) return;
    const moment = { ...born('kept'), scene };
    if (keepMoment(sessionStorage, moment)) say(`Kept ${momentName(moment)}`);
    else say('This moment was not kept: it is too large, or this browser keeps nothing for the page');
  };
  const load = async (chosen: File | undefined) => {
    if (!scene || !chosen) return;
    try {
      const moment = momentOfExport(await chosen.text(), scene, born(chosen.name));
      if (!keepMoment(sessionStorage, moment)) throw new Error('it is too large to be kept');
      compareWith(`moment:${moment.id}`);
    } catch (error) {
      say(`${chosen.name} was not read. ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  useDroppedFiles(scene !== undefined, ([dropped]) => void load(dropped));
  const ranges = pools.flatMap((pool) =>
    pool.ranges.flatMap((text) => {
      const range = parseAddressRange(text);
      const cidr = range && formatCidr(coveringOf(range));
      return cidr === undefined || cidr === here ? [] : [{ pool, text, cidr }];
    }),
  );
  return (
    <>
      {said !== '' && <span className={css.said}>{said}</span>}
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="A JSON export of this map"
        onChange={(event) => {
          void load(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <Menu position="bottom-end" offset={4} withinPortal={false}>
        <Menu.Target>
          <Button ref={opener}>Compare</Button>
        </Menu.Target>
        <Menu.Dropdown className={css.choices ?? ''}>
          {span && <Menu.Item onClick={() => setAsks(true)}>Two moments, by date and time…</Menu.Item>}
          {scene && at === undefined && <Menu.Item onClick={keep}>Keep this moment</Menu.Item>}
          {scene && <Menu.Item onClick={() => file.current?.click()}>Load a JSON export, or drop it here…</Menu.Item>}
          <Kept here={here} onChoose={(id) => compareWith(`moment:${id}`)} />
          {ranges.length > 0 && <Menu.Label>With another range</Menu.Label>}
          {ranges.map(({ pool, text, cidr }) => (
            <Menu.Item key={`${pool.id} ${text}`} onClick={() => compareWith(cidr)}>
              <span className="mono">{text}</span> <span className="ink2">{kindTitle(pool)}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asks && span && (
        <MomentDialog
          span={span}
          at={Number.isNaN(shown) ? undefined : shown}
          opener={opener}
          onClose={setAsks}
          onChoose={(before, after) => {
            setAsks(false);
            compareWith(historicMoment(before), { at: after });
          }}
        />
      )}
    </>
  );
}

/** Read when the menu opens: they are kept by hand, one at a time. */
function Kept({ here, onChoose }: { here: string; onChoose: (id: string) => void }) {
  const moments = keptMoments(sessionStorage).filter((moment) => formatCidr(moment.scene.range) === here);
  if (moments.length === 0) return null;
  return (
    <>
      <Menu.Label>With a moment before</Menu.Label>
      {moments.map((moment) => (
        <Menu.Item key={moment.id} onClick={() => onChoose(moment.id)}>
          {momentName(moment)}
        </Menu.Item>
      ))}
    </>
  );
}
