import { expect, it } from 'vitest';
import { ACT } from '../../words';
import { placesOf } from '../frame/places';
import { initialsOf } from './initials';

it('答复函 is found as dfh', () => {
  expect(initialsOf('答复函')).toBe('dfh');
  expect(initialsOf('联系记录')).toBe('lxjl');
});

it('every act and place can be found by its initials', () => {
  const words = [
    ...Object.values(ACT),
    ...placesOf('head').flatMap((group) => group.places.map((place) => place.label)),
    '现在同步',
    '继续写答复函',
    '看答复函',
    '继续现场核查',
    '审批延期',
    '去签发',
  ];
  for (const word of words) expect(initialsOf(word), word).toHaveLength([...word].length);
});
