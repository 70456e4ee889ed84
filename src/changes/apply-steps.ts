import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { Tx } from '../db/agency-scope.js';
import { saveIdentifiers } from '../db/queries/identifiers.js';
import { type LockedPatient, lockPatient, lockPatientOf } from '../db/queries/lock-patient.js';
import { refusalOf } from '../db/sqlstates.js';
import type { Applied, PatientOf, PatientWork, Recorded, Work } from './change.js';
import { scopeCheckOf } from './scope-check.js';
import { type Step, whyOf } from './step.js';

export interface AppliedAll {
  readonly applied: ReadonlyArray<Applied<Recorded>>;
  readonly patient: LockedPatient | null;
}

/** The patient whom the steps concern, unless they are about to admit one. */
export async function lockedFirst(tx: Tx, steps: readonly Step[]): Promise<LockedPatient | null> {
  const first = steps.find(({ change }) => change.about !== 'AGENCY');
  return first?.change.about === 'PATIENT' ? lockedPatient(tx, first.change.patientOf(first.input)) : null;
}

/**
 * Lets each step decide and save, in order. Equal steps in a row go together in as many statements as one of
 * them needs. A step that is refused says where the caller's document asked for it.
 */
export async function applyAll(work: Work, steps: readonly Step[], locked: LockedPatient | null): Promise<AppliedAll> {
  const check = scopeCheckOf(work.tx, work.viewer);
  const applied: Array<Applied<Recorded>> = [];
  let patient = locked;
  for (const batch of batchesOf(steps)) {
    const [one] = batch;
    try {
      await check.expectNamed(batch);
      const done = patient !== null && batch.length > 1 ? await applyBatch({ ...work, patient }, batch) : [await applyStep(work, one, patient)];
      applied.push(...done);
      done.forEach((each, i) => check.made(batch[i] as Step, each));
      const { id } = (done[0] as Applied<Recorded>).record;
      if (one.change.about === 'NEW_PATIENT') patient = (await lockPatient(work.tx, id)) ?? null;
      await saveIdentifiers(work.tx, one.change.row, id, one.identifiers);
    } catch (error) {
      throw under(one.path ?? [], error);
    }
  }
  await check.expectMade();
  return { applied, patient };
}

type Batch = readonly [Step, ...Step[]];

/** Steps in a row that are the same change of different records go together, unless one of them asks for something of its own. */
function batchesOf(steps: readonly Step[]): Batch[] {
  const batches: Array<[Step, ...Step[]]> = [];
  for (const one of steps) {
    const open = batches.at(-1);
    if (open && goesWith(open, one)) open.push(one);
    else batches.push([one]);
  }
  return batches;
}

function goesWith(batch: Batch, one: Step): boolean {
  const { change, input } = one;
  if (change !== batch[0].change || change.about !== 'PATIENT' || !change.applyAll || !isPlain(one) || !isPlain(batch[0])) return false;
  const who = change.patientOf(input);
  return who.of === 'RECORD' && batch.every((other) => change.patientOf(other.input).id !== who.id);
}

function isPlain({ identifiers, path }: Step): boolean {
  return identifiers.length === 0 && path === undefined;
}

async function applyBatch(work: PatientWork, batch: Batch): Promise<ReadonlyArray<Applied<Recorded>>> {
  const { change } = batch[0];
  invariant(change.about === 'PATIENT' && change.applyAll, 'only changes that know the batch form go together');
  return change.applyAll(batch.map(({ input, why }) => ({ input, work: { ...work, why: whyOf({ ...work.why, ...why }, work.now) } })));
}

async function applyStep(work: Work, { change, input, why }: Step, patient: LockedPatient | null): Promise<Applied<Recorded>> {
  const own: Work = { ...work, why: whyOf({ ...work.why, ...why }, work.now) };
  if (change.about !== 'PATIENT') {
    invariant(change.about === 'AGENCY' || patient === null, 'changes that go together concern one patient');
    return change.apply(own, input);
  }
  // Each looks its record up itself, and finds only those of the patient who is locked.
  invariant(patient, 'a patient is locked or admitted before the first change of theirs');
  const who = change.patientOf(input);
  if (who.of === 'PATIENT' && who.id !== patient.id) {
    throw new Refusal('INVALID_INPUT', { path: who.path, expected: 'the patient whom the other changes of the request concern' });
  }
  return change.apply({ ...own, patient }, input);
}

/** What the database says is translated here already, while it is known which step it is about. */
function under(path: ReadonlyArray<string | number>, error: unknown): unknown {
  const refusal = refusalOf(error);
  return refusal instanceof Refusal && path.length > 0 ? refusal.under(...path) : refusal;
}

async function lockedPatient(tx: Tx, who: PatientOf): Promise<LockedPatient> {
  const patient = who.of === 'RECORD' ? await lockPatientOf(tx, who.row, who.id) : await lockPatient(tx, who.id);
  if (!patient) throw new Refusal('NOT_FOUND', { path: who.path });
  return patient;
}
