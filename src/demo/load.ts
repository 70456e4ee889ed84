import { systemOf } from '../auth/viewer.js';
import { MS_PER_DAY } from '../base/day.js';
import type { Ids } from '../base/ports.js';
import { passTime } from '../changes/pass-time.js';
import { performAll, type World } from '../changes/perform.js';
import { type Step, step } from '../changes/step.js';
import { reading } from '../db/agency-scope.js';
import { agencyExists } from '../db/directory.js';
import { refreshStatistics } from '../db/refresh-statistics.js';
import { type LogSpan, logSpans } from '../db/queries/log-spans.js';
import { type DemonstrationAgency, DEMONSTRATION_AGENCIES } from './agencies.js';
import { type Case, caseOf, OPENED_DAYS_AGO } from './casebook.js';
import { seededIds } from './chance.js';
import { directoryOf, settingUp } from './directory.js';
import { membersOf } from './members.js';
import { openingOf } from './opening.js';
import { outcomesOf } from './outcomes.js';
import { plansOf } from './planning.js';
import { emptyRota } from './rota.js';

/**
 * Fills an empty database with the demonstration agencies, through the same changes that everyone else
 * makes. Nothing is left to chance: the same `now` gives the same facts, findings and ids. Only the places
 * in the log differ, because several patients are loaded at once.
 *
 * Each patient is two transactions: what was known when the patient came, recorded at that time, and what
 * has become of it, recorded now. A load that was interrupted is taken up where it stopped, and
 * goes on as of the day it began.
 */
export async function loadDemonstration(world: World, now: Date): Promise<void> {
  for (const [i, agency] of DEMONSTRATION_AGENCIES.entries()) {
    // The next one is begun when this one is complete.
    const next = DEMONSTRATION_AGENCIES[i + 1];
    if (!next || !(await agencyExists(world.database, next.id))) await loadAgency(world, agency, now);
  }
}

export async function loadAgency(world: World, agency: DemonstrationAgency, now: Date): Promise<void> {
  const known = new Map((await reading(world.database, agency.id, logSpans)).map((span) => [span.patientId, span]));
  const begunAt = known.get(null)?.firstAt ?? new Date(now.getTime() - OPENED_DAYS_AGO * MS_PER_DAY);
  const present = new Date(begunAt.getTime() + OPENED_DAYS_AGO * MS_PER_DAY);

  const ids = seededIds(agency.firstStream, begunAt);
  const directory = directoryOf(agency, ids);
  if (!known.has(null)) await write(world, agency, { at: begunAt, ids, steps: settingUp(agency, directory, present) });

  const cases = Array.from({ length: agency.patients }, (_, i) => caseOf(agency, directory, i + 1, present));
  const loads = loadsOf(cases, known);
  // In the order of their times, so that the log never goes back in time.
  const openings = loads.flatMap(({ opening }) => opening ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const outcomes = loads.flatMap(({ outcome }) => outcome ?? []);
  for (const writings of [...byTime(openings), outcomes]) {
    const first = writings.slice(0, FIRST_ONES);
    await severalAtOnce(first, (writing) => write(world, agency, writing));
    // A few tell the planner what all will be like; without, the rest takes twice as long.
    if (first.length === FIRST_ONES) await refreshStatistics(world.database);
    await severalAtOnce(writings.slice(FIRST_ONES), (writing) => write(world, agency, writing));
  }
  // Of the patients, so when they are there; whom a later start finds complete nothing is added to.
  if (outcomes.length > 0) await write(world, agency, { at: present, ids: seededIds(agency.firstStream, present), steps: membersOf(directory, cases) });
}

const FIRST_ONES = 25;

/** Steps that are recorded together, and when. */
interface Writing {
  readonly at: Date;
  readonly ids: Ids;
  readonly steps: readonly Step[];
}

interface Load {
  readonly opening: Writing | null;
  readonly outcome: Writing | null;
}

/** What is still to be written. All is planned even so, because who has time for a patient depends on all patients before. */
function loadsOf(cases: readonly Case[], known: ReadonlyMap<string | null, LogSpan>): Load[] {
  const rota = emptyRota();
  const opened = cases.map((one) => {
    const plans = plansOf(one, rota);
    return { one, plans, opening: openingOf(one, plans) };
  });
  return opened.map(({ one, plans, opening }) => loadOf(one, opening, outcomesOf(one, plans, rota), known.get(one.admission.id)));
}

function loadOf(one: Case, opening: readonly Step[], outcomes: readonly Step[], span: LogSpan | undefined): Load {
  if (span && span.lastAt > span.firstAt) return { opening: null, outcome: null };
  // Someone to whom nothing has happened is still to be looked at; on a later start the clock has done so.
  const later = outcomes.length === 0 && !span ? [step(passTime, { patientId: one.admission.id })] : outcomes;
  return {
    opening: span ? null : { at: one.openedAt, ids: one.ids, steps: opening },
    outcome: later.length === 0 ? null : { at: one.now, ids: one.laterIds, steps: later },
  };
}

function byTime(writings: readonly Writing[]): Writing[][] {
  const groups = new Map<number, Writing[]>();
  for (const writing of writings) groups.set(writing.at.getTime(), [...(groups.get(writing.at.getTime()) ?? []), writing]);
  return [...groups.values()];
}

async function write(world: World, agency: DemonstrationAgency, { at, ids, steps }: Writing): Promise<void> {
  await performAll({ ...world, ids, clock: { now: () => at } }, steps, { viewer: systemOf(agency.id), cause: 'IMPORT', reason: null });
}

/** More would only wait for each other at the agency's counter. */
const AT_ONCE = 4;

/** Stops at the first failure, and only then returns: nothing goes on behind the caller's back. */
async function severalAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items].reverse();
  const worker = async (): Promise<void> => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  const ended = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () =>
      worker().catch((error: unknown) => {
        queue.length = 0;
        throw error;
      }),
    ),
  );
  const failure = ended.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
