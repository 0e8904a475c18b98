// A host in memory, for component tests and for looking at the window in a
// browser. It answers every command plausibly and decides nothing by rules:
// those are Rust's.

import type { CommandName, Commands, Events, Host } from '../host';
import type {
  ActInput,
  Acted,
  AppStatus,
  CaseId,
  CaseRow,
  CommandError,
  HeldView,
  LetterAt,
  KeptFinding,
  LetterContent,
  LetterId,
  LetterRow,
  OutboxRow,
  Overview,
  Phase,
  PhotosAdded,
  PhotoView,
  PrintFile,
  PrintProgress,
  SealView,
  SyncStatus,
  TimelineEntry,
  VisitDraft,
} from '../types';
import { changeRow, EVENT_OF } from './acts';
import { pastRow, sampleRows } from './cases';
import { china, NOW, TODAY } from './clock';
import { sampleFonts } from './fonts';
import { sampleHeld } from './held';
import {
  changesOf,
  checksOf,
  DOG_LETTER,
  emptyLetter,
  letterRow,
  previewOf,
  sampleLetters,
  writingAids,
} from './letters';
import { listOf, morningOf, overviewOf, type Sample } from './lists';
import { optionsOfAddress, refusal, type MockOptions } from './options';
import { photo } from './pictures';
import { casesBehind, ratesOf } from './rates';
import { MockSeal } from './seal';
import { viewOf } from './views';

export { refusal, type MockOptions } from './options';

export class MockHost implements Host {
  readonly calls: { command: CommandName; args: unknown }[] = [];
  private readonly options: MockOptions;
  private readonly listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  private readonly rows: CaseRow[];
  private readonly past: number;
  private readonly letters: LetterRow[];
  private readonly kept = new Map<LetterId, KeptFinding[]>();
  private readonly postal = new Map<CaseId, { postal_address: string; postcode: string }>();
  private readonly contents = new Map<LetterId, LetterContent>([['letter-1', DOG_LETTER]]);
  private readonly lines = new Map<CaseId, TimelineEntry[]>();
  private readonly drafts = new Map<CaseId, { draft: VisitDraft; photos: PhotoView[]; removed: PhotoView[] }>();
  private readonly seal = new MockSeal();
  private outbox: OutboxRow[] = [];
  private heldItems: HeldView[] = [];
  private phase: Phase;
  private paused = false;
  private shown = 0;
  private next = 1;
  private stopped = false;

  constructor(options: MockOptions = {}) {
    this.options = options;
    this.phase = options.phase ?? 'ready';
    this.rows = options.empty === true ? [] : sampleRows();
    this.past = options.empty === true ? 0 : (options.past ?? 214 - this.rows.length);
    this.letters = options.empty === true ? [] : sampleLetters((number) => this.byNumber(number));
    if (options.empty !== true) {
      this.outbox = [
        this.outboxRow('sign_for', '20261119-0206', '2026-11-23 10:21'),
        this.outboxRow('log_visit', '20261113-0142', '2026-11-23 10:42'),
        this.outboxRow('draft_letter', '20261112-0187', '2026-11-23 10:52'),
      ];
      this.heldItems = [sampleHeld(this.byNumber('20261118-0120'))];
    }
  }

  call<C extends CommandName>(command: C, args: Commands[C]['args']): Promise<Commands[C]['reply']> {
    this.calls.push({ command, args });
    const failure = this.options.fail?.[command];
    if (failure !== undefined) {
      delete this.options.fail?.[command];
      return Promise.reject(failure);
    }
    try {
      return Promise.resolve(this.answers[command](args));
    } catch (error) {
      return Promise.reject(error as CommandError);
    }
  }

  addPhotoFile(caseId: CaseId, name: string, bytes: ArrayBuffer): Promise<PhotosAdded> {
    const draft = this.visit(caseId);
    const photos: PhotoView[] = [];
    const refused: PhotosAdded['refused'] = [];
    if (bytes.byteLength === 0) refused.push({ name, reason: refusal('photo.empty', { name }) });
    else if (!/\.(jpe?g|png|heic|webp)$/i.test(name)) {
      refused.push({ name, reason: refusal('photo.not_an_image', { name, seems: '文字' }) });
    } else {
      photos.push(photo(10 + this.next, { name, size: bytes.byteLength, visit: null, state: 'local', at: NOW }));
      this.next += 1;
      draft.photos.push(...photos);
    }
    return Promise.resolve({ photos, refused, position_from: photos[0]?.name ?? null, lat: 29.86417, lng: 121.58032, distance_m: 12 });
  }

  putSeal(bytes: ArrayBuffer, diameter: number): Promise<SealView> {
    const failure = this.options.fail?.put_seal;
    if (failure !== undefined) {
      delete this.options.fail?.put_seal;
      return Promise.reject(failure);
    }
    this.calls.push({ command: 'put_seal' as CommandName, args: { bytes: bytes.byteLength, diameter } });
    return Promise.resolve(this.seal.put(diameter));
  }

  printLetters(letters: LetterAt[], duplex: boolean, onProgress: (progress: PrintProgress) => void): Promise<PrintFile> {
    this.calls.push({ command: 'print_letters' as CommandName, args: { letters, duplex } });
    this.stopped = false;
    onProgress({ done: 0, of: letters.length });
    return this.options.printing === undefined
      ? Promise.resolve(this.printFile(letters))
      : this.options.printing.then(() => this.printFile(letters));
  }

  /** Letters without a stored PDF are left out. */
  private printFile(letters: LetterAt[]): PrintFile {
    if (this.stopped) return { path: '', pages: 0, stopped: true, letters: [], left_out: [] };
    const rows = letters.map(({ letter }) => this.letterOf(letter));
    const stored = rows.filter((row) => row.pdf !== null);
    return {
      path: '/文档/连心桥/待打印.pdf',
      pages: stored.length,
      stopped: false,
      letters: stored.map((row, i) => ({ case: row.case, letter: row.id, number: row.number ?? '', first_page: i + 1 })),
      left_out: rows
        .filter((row) => row.pdf === null)
        .map((row) => ({ letter: row.id, name: row.number ?? row.title, reason: refusal('letter.rendering', {}) })),
    };
  }

  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set);
    set.add(listener as (payload: never) => void);
    return () => set.delete(listener as (payload: never) => void);
  }

  /** Tells the window something unasked, as the shell would. */
  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload as never);
  }

  /** A case that the centre dispatches while the window is open. */
  arrive(title: string): void {
    const model = this.byNumber('20261123-0004');
    const number = `20261123-${String(100 + this.next).padStart(4, '0')}`;
    this.next += 1;
    this.rows.push({ ...model, id: `case-${number}`, number, title });
    this.emit('changed', { cases: [`case-${number}`], overview: this.overview() });
  }

  private readonly answers: { [C in CommandName]: (args: Commands[C]['args']) => Commands[C]['reply'] } = {
    app_status: () => this.status(),
    sign_in: ({ input }) => {
      if (input.password === 'wrong') throw refusal('auth.wrong_password', { tries_left: 3 });
      this.phase = 'ready';
      return this.status();
    },
    unlock: ({ passphrase }) => {
      if (passphrase === 'wrong') throw refusal('key.wrong_passphrase');
      this.phase = 'ready';
      return this.status();
    },
    sign_out: () => {
      this.phase = 'sign_in';
      return this.status();
    },
    overview: () => this.overview(),
    morning: () => morningOf(this.sample()),
    list_cases: ({ query }) => listOf(this.sample(), query),
    filter_choices: () => ({
      communities: [...new Set(sampleRows().map((row) => row.community))].sort((a, b) => a.localeCompare(b, 'zh')),
    }),
    visits_today: () =>
      this.options.empty === true
        ? []
        : ['20261113-0142', '20261117-0098', '20261118-0120'].map((number, i) => {
            const row = this.byNumber(number);
            return {
              case: row.id,
              number,
              title: row.title,
              at: china(`2026-11-23 ${['10:12', '09:40', '15:00'][i] ?? '10:00'}`),
              note: ['28幢北侧墙根堆放生活垃圾和装修废料，约3立方米。', '电梯维保单位已到场，缺主板。', ''][i] ?? '',
              photos: [3, 2, 0][i] ?? 0,
              draft: i === 2,
            };
          }),
    letter_fonts: () => sampleFonts(this.options.kai),
    find_letter_fonts: () => sampleFonts(this.options.kai),
    open_font_folder: () => null,
    rates: ({ month }) => ratesOf(month, this.options.role === 'head'),
    rates_cases: ({ number }) => casesBehind(this.rows, number),
    open_case: ({ case: id }) => {
      const row = this.find(id);
      const view = viewOf(row, this.letters.filter((letter) => letter.case === id), this.lines.get(id) ?? [], this.drafts.has(id));
      return { ...view, citizen_postal: this.postal.has(id) };
    },
    show_citizen: ({ case: id }) => {
      this.find(id);
      this.shown += 1;
      return { name: '王样例', phone: '13800000027', postal_address: null, postcode: '', ...this.postal.get(id) };
    },
    act: ({ cases, input }) => this.act(cases, input),
    visit_draft: ({ case: id }) => {
      const row = this.find(id);
      const { draft, photos } = this.visit(id);
      return {
        case: row,
        body: `${row.title}，味道很大，老鼠也多，打物业电话说车进不来。`,
        citizen_name: '李*芳',
        citizen_phone: '139****0084',
        draft,
        photos,
        saved_at: draft.note === '' ? null : NOW,
        position_from: photos[0]?.name ?? null,
        distance_m: photos.length > 0 ? 12 : null,
        clock_skew_minutes: 0,
      };
    },
    save_visit_draft: ({ case: id, draft }) => {
      this.visit(id).draft = draft;
      return { at: NOW };
    },
    add_photo_paths: ({ case: id, paths }) => {
      const added = paths.map((path, i) => photo(20 + i + this.next++, { name: path.split('/').pop() ?? path, state: 'local', visit: null, at: NOW }));
      this.visit(id).photos.push(...added);
      return { photos: added, refused: [], position_from: added[0]?.name ?? null, lat: 29.86417, lng: 121.58032, distance_m: 12 };
    },
    remove_photo: ({ case: id, sha256 }) => {
      const visit = this.visit(id);
      visit.removed.push(...visit.photos.filter((p) => p.sha256 === sha256));
      visit.photos = visit.photos.filter((p) => p.sha256 !== sha256);
      return this.answers.visit_draft({ case: id });
    },
    restore_photo: ({ case: id, sha256 }) => {
      const visit = this.visit(id);
      visit.photos.push(...visit.removed.filter((p) => p.sha256 === sha256));
      visit.removed = visit.removed.filter((p) => p.sha256 !== sha256);
      return this.answers.visit_draft({ case: id });
    },
    caption_photo: ({ case: id, sha256, caption }) => {
      const found = this.visit(id).photos.find((p) => p.sha256 === sha256);
      if (found !== undefined) found.caption = caption;
      return { at: NOW };
    },
    complete_visit: ({ case: id, draft }) => {
      const photos = this.visit(id).photos.length;
      this.drafts.delete(id);
      return this.happen([id], 'log_visit', 'visit_logged', { note: draft.note, photos });
    },
    list_letters: ({ list }) =>
      this.letters.filter((letter) =>
        list === 'drafts'
          ? letter.state === 'draft' || letter.state === 'returned'
          : list === 'submitted'
            ? letter.state === 'submitted'
            : ['signed', 'printed', 'voided'].includes(letter.state),
      ),
    letter_draft: ({ case: id, kind }) => {
      const open = this.letters.find(
        (letter) => letter.case === id && letter.kind === kind && (letter.state === 'draft' || letter.state === 'returned'),
      );
      if (open !== undefined) return this.letterView(open);
      const row = this.find(id);
      const content = emptyLetter(row);
      const made = letterRow(row, `letter-new-${this.next}`, content.title, { kind, revision: 0, addressee: '李*芳' });
      this.next += 1;
      this.letters.push(made);
      this.contents.set(made.id, content);
      return this.letterView(made);
    },
    open_letter: ({ letter }) => this.letterView(this.letterOf(letter)),
    save_letter_draft: ({ letter, content }) => {
      this.contents.set(letter, content);
      return { at: NOW };
    },
    preview_letter: ({ content }) => ({ pages: previewOf(content, this.legalName(), true) }),
    check_letter: ({ content }) => checksOf(content),
    writing_aids: ({ case: id, kind }) => writingAids(this.find(id), kind),
    submit_letter: ({ letter, content, kept, case: id }) => {
      this.contents.set(letter, content);
      this.kept.set(letter, kept);
      const row = this.letterOf(letter);
      Object.assign(row, { state: 'submitted', revision: row.revision + 1, submitted_at: NOW, pending: true });
      return this.happen([id], 'submit_letter', 'letter_submitted', { revision: row.revision });
    },
    return_letter: ({ letter, remark, case: id }) => {
      Object.assign(this.letterOf(letter), { state: 'returned', remark });
      return this.happen([id], 'return_letter', 'letter_returned', { remark });
    },
    sign_letter: ({ letter, case: id }) => {
      if (this.options.offline === true) throw refusal('letter.needs_server');
      const number = '白鹤街办函〔2026〕15号';
      Object.assign(this.letterOf(letter), { state: 'signed', number, date: TODAY, signed_by: '周国平', signed_at: NOW, pages: 2, pdf: 'ab'.repeat(32) });
      return { number, changed: this.happen([id], 'sign_letter', 'letter_signed', { number }).changed };
    },
    void_letter: ({ letter, reason, case: id }) => {
      Object.assign(this.letterOf(letter), { state: 'voided', void_reason: reason });
      return this.happen([id], 'void_letter', 'letter_voided', { reason });
    },
    save_pdf: ({ letter }) => ({ path: `/文档/连心桥/${this.letterOf(letter).title}.pdf`, sha256: 'ab'.repeat(32) }),
    open_pdf: ({ letter }) => ({ path: `/文档/连心桥/${this.letterOf(letter).title}.pdf`, sha256: 'ab'.repeat(32) }),
    letter_changes: ({ letter, from, to }) => changesOf(this.letterOf(letter), from, to),
    stop_printing: () => {
      this.stopped = true;
      return null;
    },
    record_printed: ({ letters, copies }) => {
      for (const { letter } of letters) {
        const row = this.letterOf(letter);
        const state = row.state === 'signed' ? 'printed' : row.state;
        // a row of its own: what the window keeps does not change under it
        this.letters[this.letters.indexOf(row)] = { ...row, state, printed: [...row.printed, { at: NOW, by: '陈晓燕', copies }] };
      }
      return this.happen(letters.map((at) => at.case), 'print_letter', 'letter_printed', { copies, time: 1 });
    },
    print_envelopes: ({ letters }) => this.printFile(letters),
    seal: () => this.seal.view(),
    remove_seal: () => this.seal.remove(),
    sync_now: () => this.syncStatus(),
    network_back: () => this.syncStatus(),
    pause_sync: ({ paused }) => {
      this.paused = paused;
      this.emit('sync', this.syncStatus());
      return this.syncStatus();
    },
    sync_panel: () => ({
      status: this.syncStatus(),
      outbox: this.outbox,
      photos:
        this.outbox.length === 0
          ? []
          : [
              { sha256: 'a1', name: 'IMG_2046.jpg', size: 3_400_000, sent: 3_400_000, error: null },
              { sha256: 'a2', name: 'IMG_2047.HEIC', size: 2_100_000, sent: 2_100_000, error: null },
              { sha256: 'a3', name: '微信图片_20261123101702.png', size: 900_000, sent: 558_000, error: null },
              { sha256: 'a4', name: 'IMG_2049.jpg', size: 4_900_000, sent: 0, error: null },
              { sha256: 'a5', name: 'IMG_2050.jpg', size: 4_900_000, sent: 0, error: 'net.unreachable' },
            ],
      photos_waiting: this.outbox.length === 0 ? 0 : 3,
      photos_bytes: this.outbox.length === 0 ? 0 : 10_142_000,
      in_store: this.rows.length + this.past,
      folder: '/home/baihe/.local/share/lianxin',
    }),
    export_unsent: () => {
      if (this.outbox.length === 0) throw refusal('export.nothing', { drafts: 0, damaged: 0 });
      return {
        path: '/文档/连心桥/未发送的内容 baihe.chengban01 20261123-1052.lianxin',
        actions: this.outbox.length,
        photos: 3,
        bytes: 10_144_000,
        drafts: 1,
        damaged: 0,
      };
    },
    attention: () => this.heldItems,
    resolve_held: ({ id, way }) => {
      const item = this.heldItems.find((held) => held.id === id);
      if (item === undefined) throw refusal('case.unknown');
      if (way === 'head') {
        this.heldItems = this.heldItems.map((held) => (held.id === id ? { ...held, head: 'waits', ways: held.ways.filter((one) => one !== 'head') } : held));
        this.find(item.case).held = false;
        this.emit('changed', { cases: [item.case], overview: this.overview() });
        return { actions: ['passed-1'], undo_until: null, changed: [this.find(item.case)], refused: [] };
      }
      this.heldItems = this.heldItems.filter((held) => held.id !== id);
      const row = this.find(item.case);
      row.held = false;
      if (way === 'elsewhere') {
        this.emit('changed', { cases: [item.case], overview: this.overview() });
        return { actions: ['settled-1'], undo_until: null, changed: [row], refused: [] };
      }
      return this.happen([item.case], way === 'note' ? 'log_contact' : item.kind, way === 'note' ? 'contact_logged' : 'closed', {
        note: '改作备注',
      });
    },
  };

  private status(): AppStatus {
    const head = this.options.role === 'head';
    const inside = this.phase !== 'sign_in';
    return {
      phase: this.phase,
      server: 'https://lianxin.example',
      user: head ? 'baihe.lingdao01' : 'baihe.chengban01',
      person: inside
        ? {
            user: head ? 'baihe.lingdao01' : 'baihe.chengban01',
            name: head ? '周国平' : '陈晓燕',
            role: this.options.role ?? 'handler',
            office: 'baihe',
            office_name: '白鹤街道办事处',
            office_legal_name: this.legalName(),
          }
        : null,
      version: '0.1.0',
      today: TODAY,
      calendar_until: '2026-12-31',
      calendar_ends_soon: this.options.role === 'administrator',
      erased: this.options.erased ?? null,
      sync: this.syncStatus(),
    };
  }

  private legalName(): string {
    return '宁波市鄞州区白鹤街道办事处';
  }

  private syncStatus(): SyncStatus {
    const offline = this.options.offline === true;
    return {
      state: this.paused ? 'paused' : this.phase === 'first_sync' ? 'syncing' : offline ? 'offline' : 'synced',
      pending: this.outbox.length,
      photos_sent: 0,
      photos_total: 0,
      attention: this.heldItems.length,
      synced_at: china(offline ? '2026-11-23 08:58' : '2026-11-23 09:12'),
      offline_since: offline ? china('2026-11-23 10:03') : null,
      retry_at: offline ? NOW + 30_000 : null,
      error: offline ? refusal('net.unreachable', { retry_seconds: 30 }) : null,
      progress:
        this.phase === 'first_sync'
          ? { phase: 'cases', done: 1386, total: 2140, bytes: 11_200_000, offices: 9, communities: 11 }
          : null,
    };
  }

  private sample(): Sample {
    return {
      rows: this.rows,
      past: this.past,
      letters: this.letters,
      attention: this.heldItems.length,
      visits: this.options.empty === true ? 0 : 3,
    };
  }

  private overview(): Overview {
    return overviewOf(this.sample());
  }

  private act(cases: CaseId[], input: ActInput): Acted {
    for (const id of cases) {
      changeRow(this.find(id), input);
      if (input.kind === 'correct_postal_address') this.postal.set(id, { postal_address: input.address, postcode: input.postcode });
    }
    const { kind, ...facts } = input;
    const acted = this.happen(cases, kind, EVENT_OF[kind], facts);
    if (kind === 'undo_sign_for') {
      for (const id of cases) this.find(id).pending = 0;
      this.outbox = this.outbox.filter((waiting) => !cases.includes(waiting.case));
    }
    return { ...acted, undo_until: kind === 'sign_for' ? Date.now() + 10_000 : null };
  }

  private happen(cases: CaseId[], kind: string, line: string, facts: Record<string, unknown>): Acted {
    const changed = cases.map((id) => {
      const row = this.find(id);
      row.pending += 1;
      this.lines.set(id, [{ at: NOW, kind: line, by: this.status().person?.name ?? '', by_centre: false, facts, pending: true }, ...(this.lines.get(id) ?? [])]);
      this.outbox.push(this.outboxRow(kind, row.number, '2026-11-23 10:52'));
      return { ...row };
    });
    this.emit('changed', { cases, overview: this.overview() });
    this.emit('sync', this.syncStatus());
    return { actions: cases.map((_, i) => `action-${this.next + i}`), undo_until: null, changed, refused: [] };
  }

  private outboxRow(kind: string, number: string, at: string): OutboxRow {
    const row = this.byNumber(number);
    const seq = this.next;
    this.next += 1;
    return { seq, id: `action-${seq}`, kind, case: row.id, case_number: number, case_title: row.title, at: china(at), held: null };
  }

  private letterView(row: LetterRow): Commands['open_letter']['reply'] {
    const content = this.contents.get(row.id) ?? { ...DOG_LETTER, title: row.title, addressee: row.addressee };
    const editable = row.state === 'draft' || row.state === 'returned';
    const found = this.find(row.case);
    return {
      row: { ...row },
      case: { ...found },
      content,
      unsaved: false,
      saved_at: NOW,
      pages: previewOf(content, this.legalName(), editable),
      preview_error: null,
      checks: checksOf(content),
      kept: this.kept.get(row.id) ?? [],
      kept_by: this.kept.has(row.id) ? row.drafted_by : null,
      case_body: '白鹤新村29幢西边绿地搭了狗窝，养两条大狗，每晚十点后叫到后半夜。问：公共绿地能不能占用，希望明确答复。',
      citizen_name: row.addressee,
      registered_at: china('2026-11-12 15:48'),
      visit_note: '木质狗窝1处，约2平方米，成年犬2只，未登记；走访6户，均反映夜间吠叫。',
      visit_by: '陈晓燕',
      visit_at: china('2026-11-20 14:26'),
      photos: [photo(0), photo(1), photo(2)],
      editable,
    };
  }

  private visit(id: CaseId) {
    const found = this.drafts.get(id);
    if (found !== undefined) return found;
    const made = {
      draft: { at: NOW, note: '', companions: '', finding: null, lat: null, lng: null, no_photo_reason: null } as VisitDraft,
      photos: [] as PhotoView[],
      removed: [] as PhotoView[],
    };
    this.drafts.set(id, made);
    return made;
  }

  private letterOf(id: LetterId): LetterRow {
    const found = this.letters.find((letter) => letter.id === id);
    if (found === undefined) throw refusal('letter.unknown', { letter: id });
    return found;
  }

  private byNumber(number: string): CaseRow {
    return this.find(`case-${number}`);
  }

  private find(id: CaseId): CaseRow {
    const found = this.rows.find((row) => row.id === id);
    if (found !== undefined) return found;
    for (let n = 0; n < Math.min(this.past ?? 0, 100_000); n += 1) {
      const row = pastRow(n);
      if (row.id === id) {
        this.rows.push(row);
        return row;
      }
    }
    throw refusal('case.unknown', { case: id });
  }
}

export function mockHost(): MockHost {
  return new MockHost(optionsOfAddress(window.location.search));
}
