// What an act does to a row of the mock: enough to look at, not a rule.

import type { ActInput, CaseRow } from '../types';
import { sampleRows } from './cases';
import { TODAY } from './clock';

/** The event that an act brings about, by its code. */
export const EVENT_OF: Record<ActInput['kind'], string> = {
  sign_for: 'signed_for',
  undo_sign_for: 'sign_for_undone',
  log_contact: 'contact_logged',
  correct_postal_address: 'postal_address_corrected',
  request_return: 'return_requested',
  request_extension: 'extension_requested',
  approve_extension: 'extension_approved',
  refuse_extension: 'extension_refused',
  ask_supplement: 'supplement_asked',
  receive_supplement: 'supplement_received',
  record_reply: 'replied',
  serve_letter: 'letter_served',
  close: 'closed',
  consult: 'consultation_asked',
  receive_opinion: 'opinion_received',
  invite_assist: 'assist_invited',
  release_assist: 'assist_released',
  sign_for_assist: 'assist_signed_for',
  contribute: 'assist_contributed',
  refer_to_meeting: 'referred_to_meeting',
  complete_task: 'task_completed',
  notify_extension: 'extension_notified',
  answer_absorbed: 'absorbed_answered',
};

export function changeRow(row: CaseRow, input: ActInput): void {
  switch (input.kind) {
    case 'sign_for':
      Object.assign(row, { state: 'in_progress', due_clock: 'answer', due: '2026-11-30', days_left: 5, lamp: 'green' });
      break;
    case 'undo_sign_for':
      Object.assign(row, sampleRows().find((sample) => sample.id === row.id));
      break;
    case 'request_return':
      Object.assign(row, { state: 'return_requested', lamp: 'paused', due: null, days_left: null });
      break;
    case 'request_extension':
      row.extension_requested = true;
      break;
    case 'approve_extension':
    case 'refuse_extension':
      row.extension_requested = false;
      break;
    case 'ask_supplement':
    case 'consult':
      Object.assign(row, { state: 'paused', lamp: 'paused' });
      break;
    case 'receive_supplement':
    case 'receive_opinion':
      row.state = 'in_progress';
      break;
    case 'record_reply':
      Object.assign(row, { state: 'replied', answered_on: TODAY, answered_late: 0 });
      break;
    case 'close':
      row.state = 'closed';
      break;
    case 'invite_assist':
      row.joint = true;
      break;
    case 'log_contact':
    case 'correct_postal_address':
    case 'release_assist':
    case 'sign_for_assist':
    case 'contribute':
    case 'refer_to_meeting':
    case 'complete_task':
    case 'notify_extension':
    case 'answer_absorbed':
      break;
  }
}
