import { Refusal } from '../../base/refusal.js';
import { addStaff } from '../../changes/add-staff.js';
import { step } from '../../changes/step.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { Entry } from '../document.js';
import { ResourceElement } from '../element.js';
import { type MappedStaff, mapStaff } from '../mapping/staff-mapping.js';
import { type DocumentIndex, pointersOf } from '../reference.js';
import { codingsOf } from '../values/codings.js';
import { importer, Skipped } from './importer.js';

export const practitionerImporter = importer<MappedStaff>({
  creates: 'addStaff',
  rows: [StaffRow],
  async prepare(planning, entry, root) {
    return mapStaff(root, planning.session.roles.get(entry) ?? [], planning.session.today);
  },

  async contradicts(planning, { staff: { givenName, familyName } }, recordId) {
    const known = await planning.facts.staff(recordId);
    return known !== null && known.givenName.toLowerCase() !== givenName.toLowerCase() && known.familyName.toLowerCase() !== familyName.toLowerCase() ? 'Practitioner.name' : null;
  },

  async create(planning, { staff, issues }, id) {
    planning.facts.willBeStaff({ id, ...staff, credential: staff.credential ?? null, npi: staff.npi ?? null });
    return { steps: [step(addStaff, { id, ...staff })], issues, sources: { givenName: 'Practitioner.name', familyName: 'Practitioner.name', npi: 'Practitioner.identifier' } };
  },

  async update() {
    return { steps: [] };
  },
});

interface MappedRole {
  readonly staffId: string;
  readonly isNew: boolean;
}

/** A role is a second name of its practitioner, under which visits and orders may point at them. */
export const practitionerRoleImporter = importer<MappedRole>({
  creates: 'addStaff',
  rows: [StaffRow],
  async prepare(planning, entry, root) {
    const practitioner = root.get('practitioner');
    if (!practitioner.isPresent) throw new Skipped(root, 'a role of a practitioner');
    const staffId = await planning.require(entry, practitioner, ['Practitioner']);
    // The practitioner in the same document has been read with it.
    const { entry: person } = await planning.find(entry, practitioner, ['Practitioner']);
    const isNew = person !== null && planning.session.became.get(person)?.isNew === true;
    if (isNew) mapStaff(new ResourceElement(person.resource, 'Practitioner'), [root], planning.session.today);
    return { staffId, isNew };
  },

  async adopt(_planning, { staffId }) {
    return staffId;
  },

  async create() {
    return { steps: [] };
  },

  async update(_planning, { isNew }) {
    return { steps: [], isPartOfNew: isNew };
  },
});

/** The roles that a document tells of its practitioners; one that is not well-formed is refused when its own turn comes. */
export function rolesIn(entries: readonly Entry[], index: DocumentIndex): Map<Entry, ResourceElement[]> {
  const roles = new Map<Entry, ResourceElement[]>();
  for (const entry of entries) {
    if (entry.resourceType !== 'PractitionerRole') continue;
    const role = new ResourceElement(entry.resource, 'PractitionerRole');
    const practitioners = pointersOf(role.get('practitioner')).flatMap((pointer) => index.find(entry, pointer, ['Practitioner']) ?? []);
    for (const practitioner of isWellFormed(role) ? practitioners : []) roles.set(practitioner, [...(roles.get(practitioner) ?? []), role]);
  }
  return roles;
}

function isWellFormed(role: ResourceElement): boolean {
  try {
    codingsOf([...role.all('code'), ...role.all('specialty')]);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
