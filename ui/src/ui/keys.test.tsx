import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { changeSettings } from '../app/settings';
import { useKeys, type Bindings, type Layer } from './keys';

function Bound({ bindings, layer = 'page' }: { bindings: Bindings; layer?: Layer }) {
  useKeys(bindings, layer);
  return (
    <label>
      字段
      <input />
    </label>
  );
}

const press = (code: string, more: KeyboardEventInit & { keyCode?: number } = {}, target: Element | Window = window) =>
  fireEvent.keyDown(target, { code, key: code, ...more });

describe('keys', () => {
  it('a letter acts by its place on the board', () => {
    const visit = vi.fn();
    render(<Bound bindings={{ KeyV: visit }} />);
    fireEvent.keyDown(window, { code: 'KeyV', key: 'м' });
    expect(visit).toHaveBeenCalledTimes(1);
  });

  it('what an input method composes is never a command', () => {
    const visit = vi.fn();
    const submit = vi.fn();
    render(<Bound bindings={{ KeyV: visit, 'Ctrl+Enter': submit, Enter: submit }} />);
    press('KeyV', { isComposing: true });
    press('KeyV', { keyCode: 229 });
    press('Enter', { isComposing: true }, screen.getByLabelText('字段'));
    press('Enter', { ctrlKey: true, isComposing: true });
    expect(visit).not.toHaveBeenCalled();
    expect(submit).not.toHaveBeenCalled();
  });

  it('a letter typed into a field stays a letter; Ctrl+Enter and Esc still act', () => {
    const visit = vi.fn();
    const submit = vi.fn();
    const back = vi.fn();
    render(<Bound bindings={{ KeyV: visit, 'Ctrl+Enter': submit, Escape: back }} />);
    const field = screen.getByLabelText('字段');
    press('KeyV', {}, field);
    press('Enter', { ctrlKey: true }, field);
    press('Escape', {}, field);
    expect(visit).not.toHaveBeenCalled();
    expect(submit).toHaveBeenCalledTimes(1);
    expect(back).toHaveBeenCalledTimes(1);
  });

  it('Esc closes what floats, also when the page under it came later', () => {
    const close = vi.fn();
    const back = vi.fn();
    render(<Bound bindings={{ Escape: close }} layer="floating" />);
    render(<Bound bindings={{ Escape: back }} />);
    press('Escape');
    expect(close).toHaveBeenCalledTimes(1);
    expect(back).not.toHaveBeenCalled();
  });

  it('G waits for its second letter', () => {
    const today = vi.fn();
    const contact = vi.fn();
    render(<Bound bindings={{ 'KeyG KeyT': today, KeyT: contact }} />);
    press('KeyG');
    press('KeyT');
    expect(today).toHaveBeenCalledTimes(1);
    expect(contact).not.toHaveBeenCalled();
    press('KeyT');
    expect(contact).toHaveBeenCalledTimes(1);
  });

  it('the newest binding comes first, and may pass a key on', () => {
    const frame = vi.fn();
    const panel = vi.fn(() => false);
    render(
      <>
        <Bound bindings={{ Escape: frame }} />
        <Bound bindings={{ Escape: panel }} />
      </>,
    );
    press('Escape');
    expect(panel).toHaveBeenCalledTimes(1);
    expect(frame).toHaveBeenCalledTimes(1);
  });

  it('letters can be switched off', () => {
    const visit = vi.fn();
    render(<Bound bindings={{ KeyV: visit }} />);
    changeSettings({ letterKeys: false });
    press('KeyV');
    changeSettings({ letterKeys: true });
    expect(visit).not.toHaveBeenCalled();
  });
});
