import { describe, expect, test } from '@jest/globals';

import { ResourceElement } from '../../../src/fhir/element.js';
import { type NamedService, serviceIn, usualCode } from '../../../src/fhir/values/services.js';

function read(concept: object, isAtHome = false): NamedService | null {
  return serviceIn(new ResourceElement({ code: [concept] }, 'X').all('code'), isAtHome);
}

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';

describe('codes', () => {
  test.each([
    [{ system: HCPCS, code: 'G0299' }, 'SN', 'G0299'],
    [{ system: HCPCS, code: 'g0151' }, 'PT', 'G0151'],
    // Older guides file HCPCS under CPT.
    [{ system: 'http://www.ama-assn.org/go/cpt', code: 'T1019' }, 'PCS', 'T1019'],
    [{ code: 'S9123' }, 'SN', 'S9123'],
    [{ system: HCPCS, code: 'G0154' }, 'SN', null],
    [{ system: 'http://snomed.info/sct', code: '416790000' }, 'PT', null],
    [{ system: 'https://codesystem.x12.org/005010/921', code: 'AI' }, 'HHA', null],
    [{ system: 'https://www.nubc.org/CodeSystem/RevenueCodes', code: '0551' }, 'SN', null],
    [{ system: 'https://www.nubc.org/CodeSystem/RevenueCodes', code: '421' }, 'PT', null],
  ])('%j is %s', (coding, discipline, serviceCode) => {
    expect(read({ coding: [coding] })).toMatchObject({ discipline, serviceCode });
  });

  test.each([
    [{ system: HCPCS, code: 'B4184' }],
    [{ system: 'https://codesystem.x12.org/005010/1365', code: '3' }],
    [{ system: 'http://snomed.info/sct', code: 'G0299' }],
    [{ system: 'http://www.ama-assn.org/go/cpt', code: '97110' }],
    [{}],
  ])('%j is no service of home care', (coding) => {
    expect(read({ coding: [coding] })).toBeNull();
  });

  test('an exact code is worth more than a discipline before it', () => {
    expect(read({ coding: [{ system: 'https://codesystem.x12.org/005010/921', code: 'SN' }, { system: HCPCS, code: 'G0300' }] })).toMatchObject({ serviceCode: 'G0300' });
  });
});

describe('words and codes that may as well mean a clinic', () => {
  test.each([
    [{ coding: [{ system: 'http://snomed.info/sct', code: '91251008' }] }, 'PT'],
    [{ text: 'Skilled nursing visit' }, 'SN'],
    [{ text: 'Home health aide' }, 'HHA'],
  ])('%j counts at home', (concept, discipline) => {
    expect(read(concept, true)).toMatchObject({ discipline });
  });

  test('and nowhere else', () => {
    expect(read({ coding: [{ system: 'http://snomed.info/sct', code: '91251008' }] })).toBeNull();
    expect(read({ text: 'Skilled nursing visit' })).toBeNull();
    expect(read({ text: 'Skilled nursing visit at home' })).toMatchObject({ discipline: 'SN' });
  });

  test('a nursing home is not a nurse at home', () => {
    expect(read({ text: 'Nursing home visit' })).toBeNull();
    expect(read({ text: 'Domiciliary or rest home patient evaluation and management' })).toBeNull();
    expect(read({ text: 'Admission to skilled nursing facility' }, true)).toBeNull();
  });

  test('of two disciplines in one text neither is meant', () => {
    expect(read({ text: 'Physical therapy and skilled nursing' }, true)).toBeNull();
  });
});

test('an assistant has a code of their own, in their own discipline', () => {
  expect(usualCode('PT', 'PTA')).toBe('G0157');
  expect(usualCode('PT', null)).toBe('G0151');
  expect(usualCode('SN', 'LPN')).toBe('G0300');
  expect(usualCode('OT', 'PTA')).toBe('G0152');
});
