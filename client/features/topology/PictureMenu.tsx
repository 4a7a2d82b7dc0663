import { Menu } from '@mantine/core';
import type { RefObject } from 'react';
import { announce } from '../../kit/announce.ts';
import { Button } from '../../kit/Button.tsx';
import { download } from '../../kit/download.ts';
import { DownloadIcon } from '../../kit/icons.tsx';
import { pngOf, standaloneSvg } from './exportPicture.ts';

/** The picture as it is shown, in the colours of the theme, as a file. */
export function PictureMenu({ name, picture }: { name: string; picture: RefObject<SVGSVGElement | null> }) {
  const save = async (type: 'svg' | 'png') => {
    const element = picture.current;
    if (!element) return;
    const style = getComputedStyle(document.documentElement);
    const svg = standaloneSvg(element, (token) => style.getPropertyValue(token).trim());
    try {
      if (type === 'svg') download(`${name}.svg`, 'image/svg+xml', svg);
      else download(`${name}.png`, 'image/png', await pngOf(svg));
      announce(`Exported ${name}.${type}`);
    } catch (error) {
      announce(`Nothing was exported. ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <Menu position="bottom-end" offset={4} withinPortal={false}>
      <Menu.Target>
        <Button>
          <DownloadIcon />
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('svg')}>SVG</Menu.Item>
        <Menu.Item onClick={() => void save('png')}>PNG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
