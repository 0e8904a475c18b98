import { Button, Dropdown } from 'antd';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Act, CaseView } from '../../host/types';
import { id } from '../../testids';
import { DueText, Marks, StateTag, useAtLeast } from '../../ui';
import { CHANNEL, deadlineWords } from '../../words';
import { headActs, primaryAct } from './acts';

interface CaseHeadProps {
  view: CaseView;
  today: string;
  /** h1 of its own page, h2 in the reading pane */
  level: 1 | 2;
  act: (act: Act) => void;
  children?: ReactNode;
}

/** 116 px: facts, title, acts with their keys. */
export function CaseHead({ view, today, level, act, children }: CaseHeadProps) {
  const { row } = view;
  const roomy = useAtLeast(1200);
  const acts = headActs(view);
  const most = roomy ? 4 : 3;
  const shown = acts.slice(0, acts.length === most + 1 ? most + 1 : most);
  const more = acts.slice(shown.length);
  const primary = primaryAct(view);
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <header className="case-head">
      <div className="case-facts">
        <span className="case-facts-words">
          <span>{row.number}</span>
          <span data-testid={id.caseState}>
            <StateTag row={row} strong />
          </span>
          <span>{view.origin ?? CHANNEL[row.channel]}</span>
          <span>{view.category_name}</span>
          {row.handler_name !== null && <span>承办人 {row.handler_name}</span>}
        </span>
        <DueText due={deadlineWords(row, view.deadline, today)} />
      </div>
      <div className="case-title-line">
        <Title className="case-title" data-testid={id.caseTitle}>
          {row.title}
        </Title>
        <Marks row={row} />
      </div>
      <div className="case-acts" role="toolbar" aria-label="对这件工单">
        {shown.map((one) => (
          <Button
            key={one.act}
            type={one.act === primary ? 'primary' : 'default'}
            onClick={() => act(one.act)}
            data-testid={id.act(one.act)}
          >
            {one.label}
            {one.key !== undefined && <span className="button-key">{one.key}</span>}
          </Button>
        ))}
        {more.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: more.map((one) => ({
                key: one.act,
                label: (
                  <span className="menu-act" data-testid={id.act(one.act)}>
                    {one.label}
                    {one.key !== undefined && <span className="button-key">{one.key}</span>}
                  </span>
                ),
              })),
              onClick: ({ key }) => act(key as Act),
            }}
          >
            <Button data-testid={id.actMore}>
              更多
              <ChevronDown className="icon" aria-hidden="true" />
            </Button>
          </Dropdown>
        )}
        {children}
      </div>
    </header>
  );
}
