import { mayRead } from '../auth/permissions.js';
import type { Reader } from '../auth/viewer.js';

/**
 * Why a change was made, in the words of whoever made it. Why a note was amended is kept with the note, and wherever else it
 * is told it is hidden from whom it is hidden there.
 */
export function reasonAsTold(viewer: Reader, eventType: string, reason: string | null): string | null {
  return eventType === 'NOTE_AMENDED' && !mayRead(viewer, 'NARRATIVE') ? null : reason;
}
