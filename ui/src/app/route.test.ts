import { describe, expect, it } from 'vitest';
import { fromHash, toHash, type Route } from './route';

const LIST = { at: 'list', view: 'in_progress' } as const;

describe('the address says where the window stands', () => {
  it.each<Route>([
    { at: 'today' },
    LIST,
    { at: 'attention' },
    { at: 'rates' },
    { at: 'case', case: 'a b/c', from: { at: 'today' } },
    { at: 'case', case: 'c1', from: LIST, panel: 'close' },
    { at: 'visit', case: 'c1', from: LIST },
    { at: 'letter', case: 'c1', kind: 'reply', from: LIST },
    { at: 'letter', case: 'c1', kind: 'extension', letter: 'l1', from: { at: 'today' } },
  ])('%o', (route) => {
    expect(fromHash(toHash(route))).toEqual(route);
  });

  it('an address nobody knows is today', () => {
    expect(fromHash('#/list/everything')).toEqual({ at: 'today' });
    expect(fromHash('#/nowhere')).toEqual({ at: 'today' });
    expect(fromHash('')).toEqual({ at: 'today' });
  });
});
