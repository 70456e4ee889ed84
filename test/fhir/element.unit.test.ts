import { describe, expect, test } from '@jest/globals';

import { Refusal } from '../../src/base/refusal.js';
import { ResourceElement } from '../../src/fhir/element.js';

describe('what was not read', () => {
  test('is named by the highest element under which nothing was', () => {
    const patient = new ResourceElement({ resourceType: 'Patient', id: 'x', name: [{ family: 'a', given: ['b', 'c'] }, { family: 'd' }], maritalStatus: { coding: [{ code: 'M' }] } }, 'Patient');
    patient.get('name').get('family').text();
    patient.get('name').all('given')[0]?.text();
    expect(patient.unread()).toEqual(['Patient.name[0].given[1]', 'Patient.name[1]', 'Patient.maritalStatus']);
  });

  test('is nothing when all was, or was consumed as a whole', () => {
    const patient = new ResourceElement({ resourceType: 'Patient', name: [{ family: 'a', period: { start: '2020' } }] }, 'Patient');
    patient.get('name').get('family').text();
    patient.get('name').get('period').consume();
    expect(patient.unread()).toEqual([]);
  });

  test('does not count what is about the copy: id, meta and a generated narrative', () => {
    const about = { resourceType: 'Patient', id: 'x', meta: { versionId: '1' } };
    expect(new ResourceElement({ ...about, text: { status: 'generated', div: '<div/>' } }, 'Patient').unread()).toEqual([]);
    expect(new ResourceElement({ ...about, text: { status: 'additional', div: '<div/>' } }, 'Patient').unread()).toEqual(['Patient.text']);
  });

  test('calls extensions of HL7 by name, others by place, and no property by a name that is none of FHIR', () => {
    const patient = new ResourceElement(
      { extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race' }, { url: 'https://x.example/John-Smith', valueString: 'x' }], 'John Smith': 1 },
      'Patient',
    );
    expect(patient.unread()).toEqual(['Patient.extension[us-core-race]', 'Patient.extension[1]', 'Patient.(unknown)']);
  });

  test('of an extension that was recognized, is the value that was not looked at', () => {
    const patient = new ResourceElement({ extension: [{ url: 'https://x.example/a', valueString: 'x' }] }, 'Patient');
    patient.extension('https://x.example/a');
    expect(patient.unread()).toEqual(['Patient.extension[0].valueString']);
  });
});

describe('reading', () => {
  test('a single value stands for a list of one, and a list for its first', () => {
    expect(new ResourceElement({ name: { family: 'a' } }, 'P').all('name').map((name) => name.get('family').text())).toEqual(['a']);
    expect(new ResourceElement({ name: [{ family: 'a' }, { family: 'b' }] }, 'P').get('name').get('family').text()).toBe('a');
  });

  test('what is absent, null or blank is absent all the way down', () => {
    const patient = new ResourceElement({ name: null, birthDate: '  ' }, 'P');
    expect(patient.get('name').get('family').get('x').text()).toBeNull();
    expect(patient.get('birthDate').text()).toBeNull();
    expect(patient.all('name')).toEqual([]);
  });

  test('the wrong type is refused with the path', () => {
    const patient = new ResourceElement({ name: 'x', active: 'yes', count: '1', birthDate: 7 }, 'P');
    for (const [read, path] of [
      [() => patient.get('name').get('family'), 'P.name'],
      [() => patient.get('active').boolean(), 'P.active'],
      [() => patient.get('count').number(), 'P.count'],
      [() => patient.get('birthDate').text(), 'P.birthDate'],
    ] as const) {
      expect(read).toThrow(Refusal);
      expect(refusalIn(read).details.path).toEqual([path]);
    }
  });

  test('what objects inherit is not in the document', () => {
    expect(new ResourceElement(JSON.parse('{"__proto__": {"name": "x"}}') as Record<string, unknown>, 'P').get('toString').isPresent).toBe(false);
    expect(new ResourceElement({}, 'P').get('constructor').isPresent).toBe(false);
  });
});

function refusalIn(read: () => unknown): Refusal {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
}
