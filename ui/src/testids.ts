// Names by which tests find things in the real window. Stable: the WebDriver
// suite uses them.

import type { Act } from './host/types';

export const id = {
  // sign-in and lock
  signinServer: 'signin-server',
  signinUser: 'signin-user',
  signinPassword: 'signin-password',
  signinPassphrase: 'signin-passphrase',
  signinSubmit: 'signin-submit',
  unlockPassphrase: 'unlock-passphrase',
  unlockSubmit: 'unlock-submit',

  // first sync
  firstSync: 'firstsync',
  firstSyncShow: 'firstsync-show',
  firstSyncPause: 'firstsync-pause',

  // frame
  nav: (name: string) => `nav-${name}`,
  navCount: (name: string) => `nav-${name}-count`,
  syncStatus: 'sync-status',
  syncPanel: 'sync-panel',
  syncNow: 'sync-now',
  syncPause: 'sync-pause',
  syncExport: 'sync-export',
  syncExported: 'sync-exported',
  outboxRow: (seq: number) => `outbox-${seq}`,
  signOut: 'sign-out',

  // 印章图样
  seal: 'seal',
  sealFacts: 'seal-facts',
  sealNone: 'seal-none',
  sealChoose: 'seal-choose',
  sealFile: 'seal-file',
  sealPreview: 'seal-preview',
  sealPut: 'seal-put',
  sealRemove: 'seal-remove',
  sealRemoveNow: 'seal-remove-now',
  sealLog: 'seal-log',

  // lists
  list: 'case-list',
  row: (number: string) => `row-${number}`,
  tick: (number: string) => `tick-${number}`,
  search: 'search',
  listCount: 'list-count',
  batchSignFor: 'batch-sign-for',
  undo: 'undo',
  newRows: 'new-rows',

  // case
  case: 'case',
  caseTitle: 'case-title',
  caseState: 'case-state',
  act: (act: Act) => `act-${act}`,
  actMore: 'act-more',
  notYet: (act: Act) => `not-yet-${act}`,
  deadlineSentence: 'deadline-sentence',
  deadlineDue: 'deadline-due',
  citizenDeadline: 'citizen-deadline',
  calendarEnds: 'calendar-ends',
  timeline: 'timeline',
  citizen: 'citizen',
  citizenShow: 'citizen-show',
  panel: 'panel',
  panelSubmit: 'panel-submit',
  panelText: 'panel-text',

  // visit
  visit: 'visit',
  visitNote: 'visit-note',
  visitCompanions: 'visit-companions',
  visitFinding: (finding: string) => `visit-finding-${finding}`,
  visitFile: 'visit-file',
  visitPhoto: (sha256: string) => `visit-photo-${sha256.slice(0, 12)}`,
  visitRefused: 'visit-refused',
  visitSaved: 'visit-saved',
  visitComplete: 'visit-complete',
  visitLater: 'visit-later',
  visitNoPhotoReason: 'visit-no-photo-reason',
  visitRow: (number: string) => `visit-row-${number}`,

  // 三率
  ratesMonth: 'rates-month',
  ratesNumber: (office: string | null, number: string) => `rates-${office ?? 'total'}-${number}`,
  ratesCase: (number: string) => `rates-case-${number}`,

  // letters
  letter: 'letter',
  letterTitle: 'letter-title',
  letterParagraph: (index: number) => `letter-paragraph-${index}`,
  letterSaved: 'letter-saved',
  letterSubmit: 'letter-submit',
  letterSaid: (element: string) => `letter-said-${element}`,
  letterPart: (n: number) => `letter-part-${n}`,
  letterKind: 'letter-kind',
  postcode: 'postcode',
  citizenPostal: 'citizen-postal',
  letterKept: 'letter-kept',
  letterTable: 'letter-table',
  annex: 'annex',
  annexPhoto: (n: number) => `annex-photo-${n}`,
  annexPick: (n: number) => `annex-pick-${n}`,
  annexWatermark: 'annex-watermark',
  table: (n: number) => `table-${n}`,
  tableCell: (n: number, row: number, column: number) => `table-${n}-${row}-${column}`,
  letterTemplate: 'letter-template',
  letterPhrases: 'letter-phrases',
  letterPhrase: (n: number) => `letter-phrase-${n}`,
  letterFinding: (n: number) => `letter-finding-${n}`,
  letterPreview: 'letter-preview',
  letterAgain: 'letter-again',
  letterNumber: 'letter-number',
  letterVoid: 'letter-void',
  letterPdf: 'letter-pdf',
  letterRevise: 'letter-revise',
  letterSave: 'letter-save',
  letterDeliver: 'letter-deliver',
  letterDeliverSubmit: 'letter-deliver-submit',
  letterDelivered: 'letter-delivered',
  letterVoidReason: 'letter-void-reason',
  letterVoidSubmit: 'letter-void-submit',
  letterChanges: 'letter-changes',
  printBatch: 'print-batch',
  printStop: 'print-stop',
  printedYes: 'printed-yes',
  printedNo: 'printed-no',
  printEnvelopes: 'print-envelopes',
  letterRow: (id: string) => `letter-row-${id}`,

  // sign-off
  signoff: 'signoff',
  signoffRemark: 'signoff-remark',
  signoffSign: 'signoff-sign',
  signoffReturn: 'signoff-return',

  // closing form
  closing: 'closing',
  closingSubmit: 'closing-submit',
  closingField: (field: string) => `closing-${field}`,

  // needs attention
  attention: 'attention',
  held: (id: string) => `held-${id}`,
  heldWay: (way: string) => `held-way-${way}`,
  heldHow: 'held-how',
  heldSubmit: 'held-submit',

  // settings
  fonts: 'fonts',

  // commands
  commands: 'commands',
  commandInput: 'command-input',

  // errors
  error: 'error',
  errorCode: 'error-code',
} as const;
