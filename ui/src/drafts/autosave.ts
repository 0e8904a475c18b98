// Keeps what is typed: saves after a pause, at the latest after a few seconds of
// unbroken typing, and at once when asked. One save runs at a time, the newest
// value wins, and a value that could not be saved is kept and tried again.

/** milliseconds; a draft is committed at most 1 s after a pause (SCREENS, 现场核查) */
export const PAUSE = 600;
const LONGEST = 2500;
const AGAIN = 5000;

export type SaveState =
  /** everything typed is in the store; never saved yet if `savedAt` is null */
  | { kind: 'saved'; savedAt: number | null }
  | { kind: 'saving'; savedAt: number | null }
  | { kind: 'failed'; savedAt: number | null; error: unknown };

type Save<T> = (value: T) => Promise<{ at: number }>;

export class Autosave<T> {
  private waiting: { value: T } | null = null;
  private running: Promise<boolean> = Promise.resolve(true);
  private busy = false;
  private atOnce = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsavedSince: number | null = null;
  private savedAt: number | null;
  private save: Save<T>;
  private tell: (state: SaveState) => void;

  constructor(save: Save<T>, tell: (state: SaveState) => void, savedAt: number | null) {
    this.save = save;
    this.tell = tell;
    this.savedAt = savedAt;
  }

  change(value: T): void {
    this.waiting = { value };
    this.unsavedSince ??= Date.now();
    this.tell({ kind: 'saving', savedAt: this.savedAt });
    const left = this.unsavedSince + LONGEST - Date.now();
    this.arm(Math.max(0, Math.min(PAUSE, left)));
  }

  /** Saves now what is not saved; true when nothing typed is left unsaved. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.atOnce = true;
    if (!this.busy) this.running = this.drain();
    return this.running;
  }

  /** Forgets what is not saved: the draft has become something else. */
  discard(): void {
    clearTimeout(this.timer);
    this.waiting = null;
    this.unsavedSince = null;
  }

  private arm(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private async drain(): Promise<boolean> {
    this.busy = true;
    try {
      while (this.waiting && this.atOnce) await this.saveOne();
    } catch (error) {
      this.tell({ kind: 'failed', savedAt: this.savedAt, error });
      this.arm(AGAIN);
      return false;
    } finally {
      this.busy = false;
      this.atOnce = false;
    }
    if (this.waiting) return false;
    this.tell({ kind: 'saved', savedAt: this.savedAt });
    return true;
  }

  private async saveOne(): Promise<void> {
    const taken = this.waiting;
    if (!taken) return;
    this.waiting = null;
    this.unsavedSince = null;
    this.atOnce = false;
    try {
      this.savedAt = (await this.save(taken.value)).at;
    } catch (error) {
      this.waiting ??= taken;
      throw error;
    }
  }
}
