import { Button } from 'antd';
import { id } from '../../testids';

interface BatchBarProps {
  count: number;
  signFor: () => void;
  clear: () => void;
}

/** In the place of the filters while rows are ticked. */
export function BatchBar({ count, signFor, clear }: BatchBarProps) {
  return (
    <div className="filters" role="toolbar" aria-label="对勾选的工单">
      <b>已选 {count} 件</b>
      <Button size="small" onClick={signFor} data-testid={id.batchSignFor}>
        签收<span className="button-key">S</span>
      </Button>
      <Button size="small" onClick={clear}>
        取消勾选
      </Button>
    </div>
  );
}
