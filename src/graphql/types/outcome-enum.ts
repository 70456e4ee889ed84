import { type Outcome, OUTCOMES } from '../../changes/perform.js';
import { enumOf } from './enums.js';

export const OutcomeEnum = enumOf<Outcome>('UpsertOutcome', OUTCOMES, 'What became of a record that was to be there and to say what was sent.', {
  CREATED: 'It was not there, and was made.',
  UPDATED: 'It was there, said something else, and was changed.',
  UNCHANGED: 'It was there and said so already; nothing was done.',
});
