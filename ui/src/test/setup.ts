import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

dayjs.locale('zh-cn');
// a busy computer is slow, not wrong
configure({ asyncUtilTimeout: 10_000 });

// jsdom lays nothing out: give the grid a height to fill, and the media
// queries of a 1366 px window.
export function setWindowWidth(width: number): void {
  window.innerWidth = width;
  window.matchMedia = (query: string) => {
    const min = /min-width:\s*(\d+)px/.exec(query)?.[1];
    const max = /max-width:\s*([\d.]+)px/.exec(query)?.[1];
    const matches =
      (min === undefined || width >= Number(min)) &&
      (max === undefined || width <= Number(max)) &&
      !query.includes('prefers-');
    return {
      matches,
      media: query,
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    };
  };
}

class QuietResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  setWindowWidth(1366);
  vi.stubGlobal('ResizeObserver', QuietResizeObserver);
  for (const [name, value] of Object.entries({ offsetHeight: 700, clientHeight: 700, offsetWidth: 1100, clientWidth: 1100 })) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, value });
  }
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  window.location.hash = '';
  localStorage.clear();
});

afterEach(() => {
  cleanup();
});
