import type { Document } from './fhir.js';

/** Synthetic FHIR documents, made small. Every fact of the patient carries a canary, to be looked for where none may be. */
export const CANARY = 'KANARI';

export const SERVER = 'https://ehr.example/fhir';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';
const X12_306 = 'https://codesystem.x12.org/005010/306';

export function entry(resource: Document): Document {
  return { fullUrl: `${SERVER}/${resource.resourceType}/${resource.id}`, resource, request: { method: 'POST', url: resource.resourceType } };
}

export function bundle(type: string, ...resources: Document[]): Document {
  return { resourceType: 'Bundle', type, entry: resources.map(entry) };
}

export function patient(id = 'p1', changes: Document = {}): Document {
  return {
    resourceType: 'Patient',
    id,
    identifier: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, system: 'urn:oid:1.2.3.4', value: `${CANARY}-MRN-${id}` }],
    name: [{ family: `${CANARY}Family`, given: [`${CANARY}Given`] }],
    birthDate: '1941-07-05',
    ...changes,
  };
}

export function insurer(id = 'ins', changes: Document = {}): Document {
  return { resourceType: 'Organization', id, identifier: [{ system: 'urn:oid:2.16.840.1.113883.6.300', value: '95999' }], name: 'Prairie Health Plan', ...changes };
}

export function coverage(id = 'cov', changes: Document = {}): Document {
  return {
    resourceType: 'Coverage',
    id,
    status: 'active',
    subscriberId: `${CANARY}-MEMBER`,
    beneficiary: { reference: 'Patient/p1' },
    payor: [{ reference: 'Organization/ins' }],
    period: { start: '2025-01-01' },
    ...changes,
  };
}

export function nurse(id = 'rn', changes: Document = {}): Document {
  return {
    resourceType: 'Practitioner',
    id,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }],
    name: [{ family: 'Ortega', given: ['Pilar'] }],
    qualification: [{ code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0360', code: 'RN' }] } }],
    ...changes,
  };
}

export function physician(id = 'md', changes: Document = {}): Document {
  return { resourceType: 'Practitioner', id, name: [{ family: 'Lindqvist', given: ['Maja'] }], ...changes };
}

/** Therapy at home twice a week for four weeks. */
export function order(id = 'so', changes: Document = {}): Document {
  return {
    resourceType: 'ServiceRequest',
    id,
    status: 'active',
    intent: 'order',
    code: { coding: [{ system: HCPCS, code: 'G0151' }] },
    subject: { reference: 'Patient/p1' },
    authoredOn: '2026-02-20T10:00:00-06:00',
    requester: { reference: 'Practitioner/md' },
    occurrenceTiming: { repeat: { boundsPeriod: { start: '2026-02-22', end: '2026-03-21' }, frequency: 2, period: 1, periodUnit: 'wk' } },
    ...changes,
  };
}

export interface ItemGiven {
  readonly sequence?: number;
  readonly code?: string;
  readonly quantity?: Document;
  readonly more?: Document;
}

export function item({ sequence = 1, code = 'G0151', quantity = { value: 12, code: 'VS' }, more = {} }: ItemGiven = {}): Document {
  return {
    sequence,
    category: { coding: [{ system: 'https://codesystem.x12.org/005010/1365', code: '42' }] },
    productOrService: { coding: [{ system: HCPCS, code }] },
    servicedPeriod: { start: '2026-02-22', end: '2026-04-22' },
    ...(quantity === null ? {} : { quantity }),
    ...more,
  };
}

export function request(id = 'req', changes: Document = {}): Document {
  return {
    resourceType: 'Claim',
    id,
    identifier: [{ system: 'urn:trnorg:9012345678', value: `TRACE-${id}` }],
    status: 'active',
    use: 'preauthorization',
    patient: { reference: 'Patient/p1' },
    created: '2026-02-20T10:00:00-06:00',
    insurer: { reference: 'Organization/ins' },
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/cov' } }],
    item: [item()],
    ...changes,
  };
}

export interface DecisionGiven {
  readonly sequence?: number;
  readonly action: string;
  readonly number?: string;
  readonly reasons?: readonly Document[];
  readonly period?: Document;
  readonly detail?: readonly Document[];
}

export function decision({ sequence = 1, action, number, reasons = [], period, detail }: DecisionGiven): Document {
  return {
    itemSequence: sequence,
    extension: [
      ...(period === undefined ? [] : [{ url: `${PAS}/extension-itemPreAuthPeriod`, valuePeriod: period }]),
      ...(detail === undefined ? [] : [{ url: `${PAS}/extension-itemAuthorizedDetail`, extension: detail }]),
    ],
    adjudication: [
      {
        category: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adjudication', code: 'submitted' }] },
        extension: [
          {
            url: `${PAS}/extension-reviewAction`,
            extension: [
              ...(number === undefined ? [] : [{ url: 'number', valueString: number }]),
              { url: `${PAS}/extension-reviewActionCode`, valueCodeableConcept: { coding: [{ system: X12_306, code: action }] } },
              ...reasons.map((reason) => ({ url: 'reasonCode', valueCodeableConcept: reason })),
            ],
          },
        ],
      },
    ],
  };
}

export function authorizedQuantity(value: number, code?: string): Document {
  return { url: 'quantity', valueQuantity: { value, ...(code === undefined ? {} : { code }) } };
}

export function authorizedCode(code: string): Document {
  return { url: 'productOrServiceCode', valueCodeableConcept: { coding: [{ system: HCPCS, code }] } };
}

export function response(id: string, items: readonly Document[], changes: Document = {}): Document {
  return {
    resourceType: 'ClaimResponse',
    id,
    status: 'active',
    use: 'preauthorization',
    patient: { reference: 'Patient/p1' },
    created: '2026-02-24T09:00:00-06:00',
    insurer: { reference: 'Organization/ins' },
    request: { reference: 'Claim/req' },
    outcome: 'complete',
    item: items,
    ...changes,
  };
}

/** A visit of the therapist at home. */
export function encounter(id = 'enc', changes: Document = {}): Document {
  return {
    resourceType: 'Encounter',
    id,
    status: 'planned',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' },
    type: [{ coding: [{ system: HCPCS, code: 'G0151' }] }],
    subject: { reference: 'Patient/p1' },
    period: { start: '2026-02-25T09:00:00-06:00', end: '2026-02-25T09:45:00-06:00' },
    ...changes,
  };
}

export function note(id = 'note', changes: Document = {}): Document {
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    docStatus: 'preliminary',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
    subject: { reference: 'Patient/p1' },
    date: '2026-02-25T18:00:00-06:00',
    context: { encounter: [{ reference: 'Encounter/enc' }] },
    content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(`${CANARY} walked forty feet`).toString('base64') } }],
    ...changes,
  };
}

export function signature(target: string, who: string, when: string, changes: Document = {}): Document {
  return {
    resourceType: 'Provenance',
    id: `sig-${target.replace('/', '-')}`,
    target: [{ reference: target }],
    recorded: when,
    agent: [{ who: { reference: who } }],
    signature: [{ type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }], when, who: { reference: who } }],
    ...changes,
  };
}
