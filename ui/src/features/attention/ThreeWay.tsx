// 原来的, 您填的, 中心现有的 side by side; only what differs. What the chosen way
// lets stand is tinted, and nothing before a way is chosen.

import { useToday } from '../../app/data';
import type { HeldView, HeldWay } from '../../host/types';
import { moment } from '../../words';
import type { HeldField } from './fields';

interface ThreeWayProps {
  held: HeldView;
  fields: HeldField[];
  way: HeldWay | null;
  open: boolean;
}

export function ThreeWay({ held, fields, way, open }: ThreeWayProps) {
  const today = useToday();
  const when = (at: number | null, who: string | null) => (at === null ? '' : `${moment(at, today)}${who === null ? '' : `　${who}`}`);
  const columns = [
    { side: 'base', title: '原来的', note: when(held.base_at, null), stands: false },
    { side: 'mine', title: held.head === 'asked' ? '承办人填的' : '您填的', note: when(held.at, held.by), stands: way === 'retry' },
    { side: 'theirs', title: '中心现有的', note: held.gone ? '已不在本单位' : when(held.theirs_at, held.theirs_by), stands: way === 'note' },
  ] as const;
  return (
    <table className="attention-table">
      <thead>
        <tr>
          <th scope="col">
            <b>项目</b>
            <span className="meta">{fields.length} 项不同</span>
          </th>
          {columns.map((column) => (
            <th scope="col" key={column.side}>
              <b>{column.title}</b>
              <span className="meta">{column.note}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{field.label}</th>
            {columns.map((column) => (
              <td key={column.side} className={column.stands ? 'attention-mine' : undefined}>
                <span className={open ? 'attention-words attention-open' : 'attention-words'}>{field[column.side]}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
