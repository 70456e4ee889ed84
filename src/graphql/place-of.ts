import { Refusal } from '../base/refusal.js';
import type { Position } from '../feed/position.js';
import type { GraphContext } from './context.js';

/** @throws Refusal INVALID_CURSOR, with the argument: the log knows nothing of arguments. */
export function placeOf({ viewer, cursors }: Pick<GraphContext, 'viewer' | 'cursors'>, cursor: string, path: ReadonlyArray<string | number>): Position {
  try {
    return cursors.decode(viewer.agencyId, cursor);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { path }) : error;
  }
}
