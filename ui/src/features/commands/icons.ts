import {
  CalendarCheck,
  CalendarPlus,
  CircleCheck,
  FileText,
  Footprints,
  Inbox,
  MailCheck,
  MessageCircleQuestion,
  MessageSquareText,
  Phone,
  Send,
  Stamp,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { Act } from '../../host/types';

export const ACT_ICON: Partial<Record<Act, LucideIcon>> = {
  sign_for: Inbox,
  log_visit: Footprints,
  log_contact: Phone,
  draft_letter: FileText,
  submit_letter: Send,
  request_extension: CalendarPlus,
  approve_extension: CalendarCheck,
  ask_supplement: MessageCircleQuestion,
  receive_supplement: MessageSquareText,
  request_return: Undo2,
  record_reply: MailCheck,
  close: CircleCheck,
  sign_letter: Stamp,
};
