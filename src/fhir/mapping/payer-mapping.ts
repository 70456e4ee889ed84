import type { PayerKind } from '../../care/payer-policy.js';
import type { AddPayerInput } from '../../changes/add-payer.js';
import type { Element } from '../element.js';
import { assumed } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf, hasCode, x12 } from '../values/codings.js';

export interface MappedPayer {
  readonly payer: Omit<AddPayerInput, 'id'>;
  readonly issues: readonly Reason[];
}

const ORGANIZATION_TYPE = 'http://terminology.hl7.org/CodeSystem/organization-type';

/** Whether the organization says of itself that it pays. */
export function isCalledPayer(organization: Element): boolean {
  const types = organization.all('type');
  return hasCode(types, ORGANIZATION_TYPE, 'pay') || hasCode(types, ORGANIZATION_TYPE, 'ins') || hasCode(types, x12('98'), 'PR');
}

export function mapPayer(organization: Element): MappedPayer {
  const name = organization.get('name').text() ?? organization.get('alias').text();
  if (name === null) throw organization.get('name').refusal('INVALID_INPUT', 'a name');
  for (const type of organization.all('type')) type.consume();
  organization.get('active').consume();
  const kind = kindByName(name);
  return {
    payer: { name, kind: kind ?? 'COMMERCIAL', payerCode: payerCode(organization) },
    issues: kind === null ? [assumed(organization.get('type'), 'a commercial payer, because nothing says otherwise')] : [],
  };
}

/** FHIR has no kind of payer, and the public programmes bear their names. */
function kindByName(name: string): PayerKind | null {
  if (/\bmedicare advantage\b/i.test(name)) return 'MEDICARE_ADVANTAGE';
  if (/\bmedicare\b/i.test(name)) return 'MEDICARE';
  if (/\bmedicaid\b/i.test(name)) return /\b(managed|mco|plan|hmo)\b/i.test(name) ? 'MEDICAID_MANAGED_CARE' : 'MEDICAID';
  if (/\bveterans\b/i.test(name)) return 'VETERANS_AFFAIRS';
  return null;
}

const PAYER_CODE_TYPES = new Set(['payerid', 'naiccode', 'NIIP']);
const NAIC = 'urn:oid:2.16.840.1.113883.6.300';

/** The number that claims carry for the payer. */
function payerCode(organization: Element): string | null {
  const code = organization.all('identifier').find((identifier) => {
    const { system } = identifier.peek() as { readonly system?: unknown };
    return system === NAIC || codingsOf(identifier.all('type')).some((type) => PAYER_CODE_TYPES.has(type.code));
  });
  const value = code?.get('value').text() ?? null;
  if (value === null || value.length > 80) return null;
  code?.consume();
  return value;
}
