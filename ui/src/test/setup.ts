import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

dayjs.locale('zh-cn');

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
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 700 });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, value: 1100 });
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  window.location.hash = '';
  localStorage.clear();
});

afterEach(() => {
  cleanup();
});
