import { KeyHint, Panel } from '../../ui';

const TABLES: { title: string; keys: [keys: string[], what: string][] }[] = [
  {
    title: '处处可用',
    keys: [
      [['/'], '搜索'],
      [['Ctrl', 'K'], '命令'],
      [['?'], '全部快捷键'],
      [['Esc'], '返回'],
      [['F5'], '现在同步'],
      [['F6'], '下一栏'],
      [['G', 'T'], '今日'],
      [['G', 'S'], '待签收'],
      [['G', 'B'], '办理中'],
      [['G', 'C'], '草稿'],
      [['G', 'X'], '需处理'],
    ],
  },
  {
    title: '列表',
    keys: [
      [['↑', '↓'], '选择，或按 J、K'],
      [['Enter'], '打开'],
      [['空格'], '勾选'],
      [['Shift', '↑↓'], '连续勾选'],
      [['S'], '签收'],
      [['V'], '现场核查'],
      [['L'], '答复函'],
    ],
  },
  {
    title: '工单',
    keys: [
      [['V'], '现场核查'],
      [['L'], '答复函'],
      [['T'], '联系记录'],
      [['E'], '申请延期'],
      [['P'], '看照片'],
      [['↑', '↓'], '上一件、下一件'],
    ],
  },
  {
    title: '写作',
    keys: [
      [['Ctrl', 'Enter'], '主要的一步：完成核查、提交签发、办结'],
      [['Ctrl', 'S'], '说明已保存'],
      [['F8'], '下一处问题'],
      [['Ctrl', 'J'], '常用语'],
      [['Ctrl', 'P'], '打印'],
      [['Ctrl', 'Z'], '撤销'],
    ],
  },
];

export function KeysPanel({ onClose }: { onClose: () => void }) {
  return (
    <Panel title="全部快捷键" note="单个字母只在输入框之外起作用，可在设置里关掉" width={520} onClose={onClose}>
      <div className="keys-tables">
        {TABLES.map((table) => (
          <section key={table.title} aria-label={table.title}>
            <h3>{table.title}</h3>
            {table.keys.map(([keys, what]) => (
              <div key={what} className="keys-row">
                <KeyHint keys={keys}>{what}</KeyHint>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Panel>
  );
}
