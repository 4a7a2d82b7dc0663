import { useState } from 'react';
import { announce } from './announce.ts';

/** Saving a file: `save` does it and tells what was exported, or that nothing was and why, which `said` is until the next try. */
export function useSave() {
  const [said, setSaid] = useState('');
  const save = async (what: string, how: () => Promise<void> | void) => {
    setSaid('');
    try {
      await how();
      announce(`Exported ${what}`);
    } catch (error) {
      const text = `Nothing was exported. ${error instanceof Error ? error.message : String(error)}`;
      setSaid(text);
      announce(text);
    }
  };
  return { said, save };
}
