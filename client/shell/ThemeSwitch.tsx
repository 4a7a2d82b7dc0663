import { Menu } from '@mantine/core';
import { IconButton } from '../kit/Button.tsx';
import { CheckIcon, MoonIcon, SunIcon, SystemIcon } from '../kit/icons.tsx';
import { type ThemeChoice, themeChoices } from '../theme/choice.ts';
import { useTheme } from '../theme/ThemeProvider.tsx';
import css from './Shell.module.css';

const names = { light: 'Light', dark: 'Dark', system: 'As the system' };
const icons = { light: SunIcon, dark: MoonIcon, system: SystemIcon };

export function ThemeSwitch() {
  const { choice, theme, choose } = useTheme();
  const Shown = theme === 'dark' ? SunIcon : MoonIcon;
  return (
    <Menu position="bottom-end" offset={6} width={168} withinPortal={false}>
      <Menu.Target>
        <IconButton label={`Theme: ${names[choice].toLowerCase()}`}>
          <Shown />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={choice} onChange={(option) => choose(option as ThemeChoice)}>
          {themeChoices.map((option) => {
            const Icon = icons[option];
            return (
              <Menu.RadioItem key={option} value={option} closeMenuOnClick checkIcon={<CheckIcon />}>
                <span className={css.theme}>
                  <Icon />
                  {names[option]}
                </span>
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
