import type { LetterRow } from '../../host/types';

/** Signed and not voided: it may be sent, printed already or not. */
export const inForce = ({ state }: Pick<LetterRow, 'state'>): boolean => state === 'signed' || state === 'printed';
