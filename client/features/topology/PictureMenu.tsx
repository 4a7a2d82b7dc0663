import { Menu } from '@mantine/core';
import type { RefObject } from 'react';
import { Button } from '../../kit/Button.tsx';
import { download } from '../../kit/download.ts';
import menu from '../../kit/ExportMenu.module.css';
import { DownloadIcon } from '../../kit/icons.tsx';
import { useSave } from '../../kit/useSave.ts';
import { pngOf, standaloneSvg } from './exportPicture.ts';

/** The picture as it is shown, in the colours of the theme, as a file. */
export function PictureMenu({ name, picture }: { name: string; picture: RefObject<SVGSVGElement | null> }) {
  const { said, save } = useSave();
  const saveAs = (type: 'svg' | 'png') =>
    save(`${name}.${type}`, async () => {
      if (!picture.current) throw new Error('The picture is not drawn yet.');
      const style = getComputedStyle(document.documentElement);
      const svg = standaloneSvg(picture.current, (token) => style.getPropertyValue(token).trim());
      if (type === 'svg') download(`${name}.svg`, 'image/svg+xml', svg);
      else download(`${name}.png`, 'image/png', await pngOf(svg));
    });
  return (
    <>
      {said !== '' && <span className={menu.said}>{said}</span>}
      <Menu position="bottom-end" offset={4} withinPortal={false}>
        <Menu.Target>
          <Button>
            <DownloadIcon />
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void saveAs('svg')}>SVG</Menu.Item>
          <Menu.Item onClick={() => void saveAs('png')}>PNG</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
