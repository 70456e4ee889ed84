import type { Context } from './context.js';

/** What several rules ask, or one rule for what it finds and for when that changes, is worked out once in each evaluation. */
export function once<Answer extends object>(work: (context: Context) => Answer): (context: Context) => Answer {
  const answers = new WeakMap<Context, Answer>();
  return (context) => {
    const known = answers.get(context);
    if (known !== undefined) return known;
    const answer = work(context);
    answers.set(context, answer);
    return answer;
  };
}
