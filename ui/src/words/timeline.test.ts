import { describe, expect, it } from 'vitest';
import { timelineWords } from './timeline';

const entry = (facts: Record<string, unknown>) =>
  timelineWords({ at: 0, kind: 'calendar_changed', by: '受理中心', by_centre: true, facts, pending: false });

describe('经过', () => {
  it('says which limit a new calendar moved, from when to when', () => {
    const facts = { version: 2, clock: 'answer', due_before: '2027-01-04', due_after: '2027-01-05' };
    expect(entry(facts)).toEqual({
      what: '放假安排更新，答复期限改为2027年1月5日',
      detail: '原为2027年1月4日。',
    });
  });

  it('a limit in hours is said with its time', () => {
    const facts = { clock: 'answer', due_before: '2027-01-04T16:02:00+08:00', due_after: '2027-01-05T09:02:00+08:00' };
    expect(entry(facts).what).toBe('放假安排更新，答复期限改为2027年1月5日 09:02');
  });
});
