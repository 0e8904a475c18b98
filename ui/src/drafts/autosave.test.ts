import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, PAUSE, type SaveState } from './autosave';

describe('Autosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const started = (save: (value: string) => Promise<{ at: number }>) => {
    const states: SaveState[] = [];
    return { states, keeper: new Autosave<string>(save, (state) => states.push(state), null) };
  };

  it('saves the last keystroke within a second of a pause', async () => {
    const saved: string[] = [];
    const { keeper, states } = started((value) => {
      saved.push(value);
      return Promise.resolve({ at: 1 });
    });
    keeper.change('现');
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    keeper.change('现场');
    expect(saved).toEqual([]);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(saved).toEqual(['现场']);
    expect(PAUSE).toBeLessThanOrEqual(1000);
    expect(states.at(-1)).toEqual({ kind: 'saved', savedAt: 1 });
  });

  it('does not wait for a pause that never comes', async () => {
    const saved: string[] = [];
    const { keeper } = started((value) => {
      saved.push(value);
      return Promise.resolve({ at: 1 });
    });
    for (let n = 1; n <= 20; n++) {
      keeper.change('字'.repeat(n));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(saved.length).toBeGreaterThan(0);
  });

  it('saves what was typed while a save was under way, and never says saved before', async () => {
    const replies: (() => void)[] = [];
    const saved: string[] = [];
    const { keeper, states } = started((value) => {
      saved.push(value);
      return new Promise((resolve) => replies.push(() => resolve({ at: saved.length })));
    });
    keeper.change('一');
    const all = keeper.flush();
    keeper.change('一二');
    void keeper.flush();
    expect(states.some((state) => state.kind === 'saved')).toBe(false);
    replies[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['一', '一二']);
    replies[1]?.();
    expect(await all).toBe(true);
    expect(states.at(-1)).toEqual({ kind: 'saved', savedAt: 2 });
  });

  it('keeps a value that could not be saved and tries again', async () => {
    let full = true;
    const saved: string[] = [];
    const { keeper, states } = started((value) => {
      if (full) return Promise.reject({ code: 'disk.full', message: '', facts: {} });
      saved.push(value);
      return Promise.resolve({ at: 7 });
    });
    keeper.change('全部文字');
    expect(await keeper.flush()).toBe(false);
    expect(states.at(-1)?.kind).toBe('failed');
    full = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saved).toEqual(['全部文字']);
    expect(states.at(-1)).toEqual({ kind: 'saved', savedAt: 7 });
  });
});
