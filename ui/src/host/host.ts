// The one way from the window to Rust: what can be asked, with what, and what
// comes back. `tauri.ts` carries it to the shell, `mock.ts` answers in component
// tests. Types are generated from the commands' own.

import type * as T from './types';

/** Every command with its arguments and its answer; failures are T.CommandError. */
export interface Commands {
  app_status: { args: Record<string, never>; reply: T.AppStatus };
  sign_in: { args: { input: T.SignInInput }; reply: T.AppStatus };
  /** opens the store on this computer with the passphrase alone */
  unlock: { args: { passphrase: string }; reply: T.AppStatus };
  sign_out: { args: Record<string, never>; reply: T.AppStatus };

  overview: { args: Record<string, never>; reply: T.Overview };
  morning: { args: Record<string, never>; reply: T.Morning };
  list_cases: { args: { query: T.ListQuery }; reply: T.CaseList };
  filter_choices: { args: Record<string, never>; reply: T.FilterChoices };
  visits_today: { args: Record<string, never>; reply: T.VisitRow[] };
  /** of this month; null: of the running one */
  rates: { args: { month: T.Month | null }; reply: T.RatesView };
  /** the cases behind a number, of one office or of all */
  rates_cases: { args: { month: T.Month | null; office: T.OfficeId | null; number: T.RatesNumber }; reply: T.CaseRow[] };

  open_case: { args: { case: T.CaseId }; reply: T.CaseView };
  /** full name and phone; logged */
  show_citizen: { args: { case: T.CaseId }; reply: T.CitizenView };
  /** several cases at once for 签收; the others take one */
  act: { args: { cases: T.CaseId[]; input: T.ActInput }; reply: T.Acted };

  visit_draft: { args: { case: T.CaseId }; reply: T.VisitDraftView };
  save_visit_draft: { args: { case: T.CaseId; draft: T.VisitDraft }; reply: T.Saved };
  /** files dropped on the window */
  add_photo_paths: { args: { case: T.CaseId; paths: string[] }; reply: T.PhotosAdded };
  remove_photo: { args: { case: T.CaseId; sha256: string }; reply: T.VisitDraftView };
  restore_photo: { args: { case: T.CaseId; sha256: string }; reply: T.VisitDraftView };
  caption_photo: { args: { case: T.CaseId; sha256: string; caption: string }; reply: T.Saved };
  complete_visit: { args: { case: T.CaseId; draft: T.VisitDraft }; reply: T.Acted };

  list_letters: { args: { list: T.LetterList }; reply: T.LetterRow[] };
  /** the open draft of a case, or a new one from the template of its kind */
  letter_draft: { args: { case: T.CaseId; kind: T.LetterKind }; reply: T.LetterView };
  open_letter: { args: { case: T.CaseId; letter: T.LetterId }; reply: T.LetterView };
  /** keeps what is typed, without making a revision */
  save_letter_draft: {
    args: {
      case: T.CaseId;
      letter: T.LetterId;
      kind: T.LetterKind;
      content: T.LetterContent;
      kept: T.KeptFinding[];
    };
    reply: T.Saved;
  };
  preview_letter: { args: { case: T.CaseId; kind: T.LetterKind; content: T.LetterContent }; reply: T.Preview };
  /** what the letter says and what is wrong with it; places are those in `content` */
  check_letter: { args: { case: T.CaseId; kind: T.LetterKind; content: T.LetterContent }; reply: T.LetterChecks };
  /** what a letter of this kind begins with, and the standard texts that fit the case */
  writing_aids: { args: { case: T.CaseId; kind: T.LetterKind }; reply: T.WritingAids };
  /** makes the revision and hands it to the head */
  submit_letter: {
    args: { case: T.CaseId; letter: T.LetterId; kind: T.LetterKind; content: T.LetterContent; kept: T.KeptFinding[] };
    reply: T.Acted;
  };
  return_letter: { args: { case: T.CaseId; letter: T.LetterId; remark: string }; reply: T.Acted };
  /** needs the centre: it gives number and seal */
  sign_letter: { args: { case: T.CaseId; letter: T.LetterId; hash: string }; reply: T.Signed };
  void_letter: { args: { case: T.CaseId; letter: T.LetterId; reason: string }; reply: T.Acted };
  /** writes the PDF into the person's documents folder (signed: the stored bytes; draft: marked 草稿) */
  save_pdf: { args: { case: T.CaseId; letter: T.LetterId }; reply: T.SavedPdf };
  /** opens it in the system's viewer, from where it is printed */
  open_pdf: { args: { case: T.CaseId; letter: T.LetterId }; reply: T.SavedPdf };

  /** without numbers: since the last revision that the head saw */
  letter_changes: { args: { case: T.CaseId; letter: T.LetterId; from: number | null; to: number | null }; reply: T.LetterChanges };
  /** gives up the file that `printLetters` is making */
  stop_printing: { args: Record<string, never>; reply: null };
  /** somebody says that these lie printed before them */
  record_printed: { args: { letters: T.LetterAt[]; copies: number }; reply: T.Acted };
  /** opens them in the system's viewer; full names and addresses are shown, so it is logged */
  print_envelopes: { args: { letters: T.LetterAt[]; options: T.EnvelopeOptions }; reply: T.PrintFile };

  /** the faces that letters are set in here */
  letter_fonts: { args: Record<string, never>; reply: T.FontsView };
  /** the same after fonts were added or taken away */
  find_letter_fonts: { args: Record<string, never>; reply: T.FontsView };
  /** the folder for the office's own, in the system's file manager */
  open_font_folder: { args: Record<string, never>; reply: null };
  /** 印章图样 of a head's office, as the centre has it; needs the centre */
  seal: { args: Record<string, never>; reply: T.SealView };
  remove_seal: { args: Record<string, never>; reply: T.SealView };

  sync_now: { args: Record<string, never>; reply: T.SyncStatus };
  network_back: { args: Record<string, never>; reply: T.SyncStatus };
  pause_sync: { args: { paused: boolean }; reply: T.SyncStatus };
  sync_panel: { args: Record<string, never>; reply: T.SyncPanel };
  /** writes what is not sent into the person's documents folder, sealed for the centre */
  export_unsent: { args: Record<string, never>; reply: T.ExportedFile };
  attention: { args: Record<string, never>; reply: T.HeldView[] };
  resolve_held: { args: { id: T.ActionId; way: T.HeldWay; how: string | null }; reply: T.Acted };
}

export type CommandName = keyof Commands;

/** What the shell tells unasked. */
export interface Events {
  sync: T.SyncStatus;
  changed: T.Changed;
  /** absolute paths dropped on the window */
  dropped: string[];
  /** files are held over the window, or not any more */
  dragging: boolean;
}

export interface Host {
  call<C extends CommandName>(command: C, args: Commands[C]['args']): Promise<Commands[C]['reply']>;
  /** picked or pasted files, as bytes */
  addPhotoFile(caseId: T.CaseId, name: string, bytes: ArrayBuffer): Promise<T.PhotosAdded>;
  /** a picked PNG or JPEG as the office's seal, so many millimetres across */
  putSeal(bytes: ArrayBuffer, diameter: number): Promise<T.SealView>;
  /** many signed letters as one file, opened in the system's viewer */
  printLetters(letters: T.LetterAt[], duplex: boolean, onProgress: (progress: T.PrintProgress) => void): Promise<T.PrintFile>;
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
}

/** Is it an error of a command, with its code? */
export function isCommandError(error: unknown): error is T.CommandError {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
