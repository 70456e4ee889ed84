import type { GrantedAccess } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import type { Outlet } from './outlet.js';
import type { Position } from './position.js';
import type { Question } from './question.js';

/** What someone wants to hear. */
export interface Subscription {
  readonly viewer: Viewer;
  /** Everything after this place; null: how things stand, and everything after that. */
  readonly after: Position | null;
  /** The question under the rights that its asker has at the moment. @throws Refusal FORBIDDEN when they have none to ask it */
  question(access: GrantedAccess): Question;
  readonly outlet: Outlet;
}
