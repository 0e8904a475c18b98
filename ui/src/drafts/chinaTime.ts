// A date field shows China time on every computer: the picker's wall clock is
// UTC+8, whatever the zone of the machine.

import dayjs, { type Dayjs } from 'dayjs';
import { chinaDate, clockSeconds } from '../words';

export const toPicker = (at: number): Dayjs => dayjs(`${chinaDate(at)}T${clockSeconds(at)}`);

export const fromPicker = (picked: Dayjs): number => Date.parse(`${picked.format('YYYY-MM-DDTHH:mm:ss')}+08:00`);
