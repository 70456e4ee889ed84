import { checkedOptionalPast, checkedOptionalText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { authorizedLine, type RequestChannel, type RequestType, type RequestUrgency, UNDECIDED } from '../care/authorization.js';
import { fieldChanges } from '../care/change.js';
import { checkedDiagnosisCodes } from '../care/diagnosis.js';
import { removeCapsOfLines } from '../db/queries/authorization-lines.js';
import { insertRows, updateRows } from '../db/queries/records.js';
import { AuthorizationCapRow } from '../db/rows/authorization-cap-row.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { authorizationChange, type AuthorizationInput } from './authorization-changes.js';
import { isDecidedOtherwise, keepDecisions } from './authorization-decisions.js';
import { capsOf, expectStaffOfLines, lineChanges, type LineInput, lineOf, MOST_LINES } from './authorization-lines.js';

export interface ReviseAuthorizationInput extends AuthorizationInput {
  /** The payer's number, once it is known. */
  readonly number?: string | null;
  readonly decidedAt?: Date | null;
  readonly requestType?: RequestType | null;
  readonly urgency?: RequestUrgency | null;
  readonly channel?: RequestChannel | null;
  readonly diagnosisCodes?: readonly string[] | null;
  /** Changes to lines; fields left out stay as they are. */
  readonly lines?: readonly LineRevision[] | null;
  readonly addedLines?: readonly LineInput[] | null;
}

export interface LineRevision extends Revised<Omit<LineInput, 'id' | 'discipline'>> {
  readonly lineId: string;
}

type Revised<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | null };

/** A decision that came later, other quantities, other dates, other caps: what the payer now says. */
export const reviseAuthorization = authorizationChange<ReviseAuthorizationInput>('reviseAuthorization', async (work, input, { before, lines }) => {
  const { tx, now } = work;
  const revisions = input.lines ?? [];
  expectEachOnce(revisions);
  await expectStaffOfLines(tx, revisions, ['input', 'lines']);
  await expectStaffOfLines(tx, input.addedLines ?? [], ['input', 'addedLines']);
  const revised = revisions.map((revision, i) => revisedLine(lines, revision, ['input', 'lines', i]));
  const added = (input.addedLines ?? []).map((line, i) => lineOf(work, before.id, line, ['input', 'addedLines', i]));
  if (lines.length + added.length > MOST_LINES) throw new Refusal('INVALID_INPUT', { path: ['input', 'addedLines'], expected: `at most ${MOST_LINES} lines in all` });

  const recapped = revisions.filter(({ caps }) => caps != null);
  const caps = recapped.flatMap((revision) => capsOf(work, revision.lineId, revision.caps ?? [], ['input', 'lines', revisions.indexOf(revision)]));
  // To withdraw a line is no decision of the payer's.
  const isNowDecided = before.decidedAt === null && revised.some(({ line }) => !UNDECIDED.has(line.decision) && line.decision !== 'CANCELLED');
  const record: AuthorizationRow = {
    ...before,
    number: input.number == null ? before.number : checkedOptionalText(input.number, ['input', 'number'], 80),
    decidedAt: checkedOptionalPast(input.decidedAt, now, ['input', 'decidedAt']) ?? (isNowDecided ? now : before.decidedAt),
    requestType: input.requestType ?? before.requestType,
    urgency: input.urgency ?? before.urgency,
    channel: input.channel ?? before.channel,
    diagnosisCodes: input.diagnosisCodes == null ? before.diagnosisCodes : checkedDiagnosisCodes(input.diagnosisCodes, ['input', 'diagnosisCodes']),
    version: before.version + 1,
  };
  await updateRows(tx, AuthorizationRow, [record]);
  await keepDecisions(work, revised.filter(({ line, before: was }) => isDecidedOtherwise(was, line)).map(({ before: was }) => was));
  await updateRows(tx, AuthorizationLineRow, revised.map(({ line }) => line));
  if (recapped.length > 0) await removeCapsOfLines(tx, recapped.map(({ lineId }) => lineId));
  await insertRows(tx, AuthorizationLineRow, added.map(({ line }) => line as AuthorizationLineRow));
  await insertRows(tx, AuthorizationCapRow, [...caps, ...added.flatMap((line) => line.caps)]);
  return {
    record,
    what: [
      ...fieldChanges('Authorization', before, record, ['number', 'decidedAt', 'requestType', 'urgency', 'channel', 'diagnosisCodes']),
      ...revised.flatMap(({ line, before: was }) => lineChanges(was, line)),
      ...caps.flatMap((cap) => fieldChanges('AuthorizationCap', null, cap, ['lineId', 'period', 'milliUnits'])),
      ...added.flatMap(({ line }) => lineChanges(null, line)),
    ],
    touchedOn: [...revised.flatMap(({ line, before: was }) => [line.startsOn, was.startsOn]), ...added.map(({ line }) => line.startsOn)].sort()[0] ?? null,
  };
});

/** Two revisions of one line in one request would leave it open which of them holds. */
function expectEachOnce(revisions: readonly LineRevision[]): void {
  const seen = new Set<string>();
  for (const [i, { lineId }] of revisions.entries()) {
    if (seen.has(lineId)) throw new Refusal('INVALID_INPUT', { path: ['input', 'lines', i, 'lineId'], expected: 'each line once' });
    seen.add(lineId);
  }
}

function revisedLine(lines: readonly AuthorizationLineRow[], revision: LineRevision, path: ReadonlyArray<string | number>): { line: AuthorizationLineRow; before: AuthorizationLineRow } {
  const before = lines.find(({ id }) => id === revision.lineId);
  if (!before) throw new Refusal('NOT_FOUND', { path: [...path, 'lineId'], expected: 'a line of this authorization' });
  const { lineId: _lineId, caps: _caps, ...fields } = revision;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
  // The reason was that of the decision before.
  const isDecidedAnew = revision.decision != null && revision.decision !== before.decision;
  const draft = { ...before, ...(isDecidedAnew ? { decisionReason: null } : {}), ...given };
  return { line: authorizedLine(draft, before, path) as AuthorizationLineRow, before };
}
