import { Refusal, type RefusalCode } from '../base/refusal.js';
import type { Element } from './element.js';
import type { Reason } from './report.js';

/** What was taken otherwise than it stands, said while it is taken. */
export function assumed(at: Element, said: string): Reason {
  return { code: 'ASSUMED', path: at.path, expected: said };
}

export function issue(at: Element, code: RefusalCode, expected: string): Reason {
  return { code, path: at.path, expected };
}

/** Runs what may refuse a part of a resource, and keeps the refusal as an issue. */
export function attempt<Value>(issues: Reason[], at: Element, work: () => Value): Value | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    issues.push({ code: error.code, path: String(error.details.path?.[0] ?? at.path), expected: error.details.expected ?? error.remedy });
    return null;
  }
}
