import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import css from './Filter.module.css';
import { CaretIcon, CrossIcon } from './icons.tsx';

interface FilterOption {
  value: string;
  label?: string;
}

export interface FilterSelectProps {
  /** "Policy" */
  label: string;
  /** What is chosen; undefined: no filter. */
  value: string | undefined;
  options: readonly FilterOption[];
  onChange: (value: string | undefined) => void;
  /** What no filter is called: "any", "all". */
  none?: string;
  /** A text field above the options; what is typed may be chosen even where no option has it. */
  searchable?: boolean;
  /** What there is to say of the options: that they are being read, or are not all there are. */
  remark?: string | undefined;
  /** Told what is typed, where the options are found by somebody else: then they are all shown, and nothing but them can be chosen. */
  onType?: (text: string) => void;
  /** Told when the list of options opens and closes, for options that are read only then. */
  onOpenChange?: (open: boolean) => void;
}

/** A filter of one value: "Policy any ⌄". Chosen, it wears the accent and can be taken off. */
export function FilterSelect({
  label,
  value,
  options,
  onChange,
  none = 'any',
  searchable = false,
  remark,
  onType,
  onOpenChange,
}: FilterSelectProps) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped('');
      onType?.('');
      onOpenChange?.(false);
    },
    onDropdownOpen: () => {
      onOpenChange?.(true);
      if (searchable) combobox.focusSearchInput();
      else combobox.updateSelectedOptionIndex('active');
    },
  });
  const needle = typed.trim().toLowerCase();
  const fitting =
    needle === '' || onType ? options : options.filter((option) => (option.label ?? option.value).toLowerCase().includes(needle));
  const unlisted = searchable && !onType && needle !== '' && !options.some((option) => option.value === typed.trim());
  const shown = options.find((option) => option.value === value)?.label ?? value;
  const choose = (next: string) => {
    onChange(next === '' ? undefined : next);
    combobox.closeDropdown();
  };
  return (
    <span className={`${css.filter} ${value === undefined ? '' : css.on}`}>
      <Combobox
        store={combobox}
        onOptionSubmit={choose}
        position="bottom-start"
        width="max-content"
        offset={4}
        withinPortal={false}
        classNames={{ dropdown: `floating ${css.list}`, option: 'floatingItem', search: css.search ?? '' }}
      >
        <Combobox.Target targetType="button">
          <button type="button" className={css.face} onClick={() => combobox.toggleDropdown()}>
            {label} <b>{shown ?? none}</b>
            {value === undefined && <CaretIcon />}
          </button>
        </Combobox.Target>
        <Combobox.Dropdown>
          {searchable && (
            <Combobox.Search
              value={typed}
              placeholder={`Find ${label.toLowerCase()}`}
              aria-label={`Find ${label.toLowerCase()}`}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                onType?.(event.currentTarget.value);
                combobox.updateSelectedOptionIndex();
              }}
            />
          )}
          <Combobox.Options className={css.options} aria-label={label}>
            {needle === '' && (
              <Combobox.Option value="" active={value === undefined}>
                {none}
              </Combobox.Option>
            )}
            {fitting.map((option) => (
              <Combobox.Option key={option.value} value={option.value} active={option.value === value}>
                {option.label ?? option.value}
              </Combobox.Option>
            ))}
            {unlisted && <Combobox.Option value={typed.trim()}>Exactly “{typed.trim()}”</Combobox.Option>}
          </Combobox.Options>
          {remark && <p className={css.remark}>{remark}</p>}
        </Combobox.Dropdown>
      </Combobox>
      {value !== undefined && (
        <button type="button" className={css.off} aria-label={`No filter by ${label.toLowerCase()}`} onClick={() => onChange(undefined)}>
          <CrossIcon size={14} />
        </button>
      )}
    </span>
  );
}
