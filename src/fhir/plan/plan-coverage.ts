import { shareOne } from '../../base/share-one.js';
import { addCoverage } from '../../changes/add-coverage.js';
import { step } from '../../changes/step.js';
import { COVERAGE_MEMBER_ID } from '../../db/queries/sealed-columns.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { type MappedCoverage, mapCoverage } from '../mapping/coverage-mapping.js';
import { importer, Skipped } from './importer.js';
import { namedPayer } from './named-payer.js';
import type { KnownCoverage } from './known-facts.js';
import type { Planning } from './planning.js';

const LAST_RANK = 9;

export const coverageImporter = importer<MappedCoverage>({
  creates: 'addCoverage',
  rows: [CoverageRow],
  async prepare(planning, entry, root) {
    const status = root.get('status').text();
    if (status !== null && status !== 'active') throw new Skipped(root.get('status'), 'coverage that is active');
    const patient = await planning.patient(entry, root.get('beneficiary'));
    const payerId = await namedPayer(planning, entry, root.get('payor'));
    return mapCoverage(root, { patientId: patient.id, payerId, timeZone: patient.timeZone });
  },

  async contradicts(planning, { coverage }, recordId) {
    return (await planning.facts.isOfAnother(CoverageRow, recordId, coverage.patientId)) ? 'Coverage.beneficiary' : null;
  },

  /** The same card of the same payer, typed in here or sent under another name. */
  async adopt(planning, prepared) {
    const { coverage } = prepared;
    const sent = await planning.secrets.indexesOf(COVERAGE_MEMBER_ID.kind, coverage.memberId);
    return (await during(planning, prepared)).find(({ payerId, memberIndex }) => payerId === coverage.payerId && shareOne(memberIndex, sent))?.id ?? null;
  },

  async create(planning, prepared, id) {
    const { coverage, issues } = prepared;
    const memberIndex = await planning.secrets.indexesOf(COVERAGE_MEMBER_ID.kind, coverage.memberId);
    const rank = prepared.rank ?? firstFreeRank(await during(planning, prepared));
    planning.facts.willBeCoverage({ ...coverage, id, memberIndex, rank, endsOn: coverage.endsOn ?? null });
    return {
      steps: [step(addCoverage, { ...coverage, id, rank })],
      issues,
      sources: { memberId: 'Coverage.subscriberId', startsOn: 'Coverage.period.start', endsOn: 'Coverage.period.end', rank: 'Coverage.order' },
    };
  },

  async update() {
    return { steps: [] };
  },
});

function during(planning: Planning, { coverage: { patientId, startsOn, endsOn } }: MappedCoverage): Promise<KnownCoverage[]> {
  return planning.facts.coverages(patientId, startsOn, endsOn ?? null);
}

/** Only one coverage of a rank holds on a day; where nobody says which comes first, the one known longer does. */
function firstFreeRank(others: readonly KnownCoverage[]): number {
  const taken = new Set(others.map(({ rank }) => rank));
  for (let rank = 1; rank < LAST_RANK; rank += 1) if (!taken.has(rank)) return rank;
  return LAST_RANK;
}
