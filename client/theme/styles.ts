// Of Mantine only what is used; ours after it, so that ours wins at equal weight.
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Tooltip.css';
import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Input.css';
import './tokens.css';
import './fonts.css';
import './base.css';
import './text.css';
import './mantine.css';
