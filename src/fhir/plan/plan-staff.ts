import { step } from '../../changes/perform.js';
import { addStaff } from '../../changes/add-staff.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { Entry } from '../document.js';
import { ResourceElement } from '../element.js';
import { type MappedStaff, mapStaff } from '../mapping/staff-mapping.js';
import { pointersOf } from '../reference.js';
import { importer, Skipped } from './importer.js';
import type { Planning } from './planning.js';

export const practitionerImporter = importer<MappedStaff>({
  rows: [StaffRow],
  async prepare(planning, entry, root) {
    return mapStaff(root, rolesOf(planning, entry), planning.session.today);
  },

  async create(planning, { staff, issues }, id) {
    planning.willBeStaff({ id, ...staff, credential: staff.credential ?? null, npi: staff.npi ?? null });
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

function rolesOf({ session }: Planning, practitioner: Entry): ResourceElement[] {
  return session.entries
    .filter((entry) => entry.resourceType === 'PractitionerRole')
    .map((entry) => ({ entry, role: new ResourceElement(entry.resource, 'PractitionerRole') }))
    .filter(({ entry, role }) => pointersOf(role.get('practitioner')).some((pointer) => session.index.find(entry, pointer, ['Practitioner']) === practitioner))
    .map(({ role }) => role);
}
