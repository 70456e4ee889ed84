import { expect, test } from '@jest/globals';

import { requirementsFor } from '../../src/alignment/documentation.js';
import type { DocumentationRequirement } from '../../src/care/payer-policy.js';
import { checkedTerms } from '../../src/care/payer-policy-check.js';
import { PAYERS } from '../../src/demo/payers.js';
import { REQUIREMENTS } from '../../src/demo/requirements.js';

test.each(Object.values(PAYERS).map((payer) => [payer.name, payer] as const))('%s wants what could be published', (_, { policies }) => {
  for (const { terms } of policies) expect(checkedTerms(terms, [])).toEqual(terms);
});

test.each(Object.entries(REQUIREMENTS))('the example of %s suffices, and its stock phrases do not', (_, requirement: DocumentationRequirement) => {
  const visit = { discipline: requirement.disciplines[0] ?? 'SN', serviceCode: 'G0299', type: requirement.visitTypes[0] ?? 'ROUTINE' } as const;
  const stateOf = (opening: string): unknown => requirementsFor(visit, { documentation: [requirement] }, [{ key: requirement.element, opening }])[0]?.state;
  expect(requirement.example === null ? null : stateOf(requirement.example)).toBe('PRESENT');
  for (const phrase of requirement.vaguePhrases) expect(stateOf(`${phrase}.`)).toBe('UNCLEAR');
});
