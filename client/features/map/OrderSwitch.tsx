import type { Order } from '../../draw/sheet.ts';
import { ChoiceSwitch } from '../../kit/ChoiceSwitch.tsx';

const orders = [
  ['rows', 'Row-major'],
  ['hilbert', 'Hilbert'],
] as const;

/** The order of the cells: row by row, where an address' own digits say where it stands, or along a Hilbert curve, where neighbours stay together. */
export function OrderSwitch({ order, onChange, whyNot }: { order: Order; onChange: (order: Order) => void; whyNot: string | null }) {
  return (
    <ChoiceSwitch
      legend="Order of the cells"
      choices={orders}
      value={whyNot === null ? order : 'rows'}
      onChange={onChange}
      whyNot={whyNot}
    />
  );
}
