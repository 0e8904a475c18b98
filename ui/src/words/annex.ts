// The words of what stands in a letter beside its text: photos and tables.

export const annexWords = {
  title: '照片附件',
  none: '没有选照片',
  count: (n: number) => `${n} 张，排 ${Math.ceil(n / 2)} 页`,
  pick: '这件工单的照片，点一下排到函件后面：',
  add: (name: string) => `加入 ${name}`,
  watermark: '照片上加水印',
  number: (n: number) => `照片${n}`,
  taken: (at: string | null) => (at === null ? '没有拍摄时间' : `${at.slice(0, 10)} ${at.slice(11, 16)} 拍摄`),
  caption: '说明：照片里看到什么',
  captionOf: (n: number) => `照片${n}说明`,
  place: '地点，可不填',
  placeOf: (n: number) => `照片${n}地点`,
  up: (n: number) => `照片${n}往前`,
  down: (n: number) => `照片${n}往后`,
  remove: (n: number) => `不要照片${n}`,
  keys: 'Alt+↑ ↓ 换次序，Alt+Delete 不要这一张。水印是发文单位和拍摄时间，印在照片里；原件不变。',
};

export const tableWords = {
  insert: '插入表格',
  insertKeys: '插入表格，Ctrl+Alt+T',
  table: '表格',
  /** a list of measures, as most tables in replies are */
  columns: ['措施', '完成时间', '责任人'],
  caption: '表题，可不填',
  captionName: (n: number) => `第 ${n} 段，表格的表题`,
  column: (n: number) => `第 ${n} 列的名称`,
  cell: (row: number, column: string) => `第 ${row} 行，${column}`,
  addRow: '加一行',
  addColumn: '加一列',
  removeRow: (n: number) => `删去第 ${n} 行`,
  removeColumn: (name: string) => `删去“${name}”这一列`,
  removeTable: '删去表格',
  keys: 'Enter 下一行，Tab 下一格，末尾自动加行；空行按 Backspace 删去。',
};
