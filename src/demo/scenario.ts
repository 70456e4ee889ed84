import type { Situation } from './situations.js';

/** The patient to try things on by hand, in the agency `demo`: everything about her is about to matter. */
export const STORY_MRN = 'DEMO-STORY';

/**
 * Her authorization ends within days and nothing is planned after it yet, her order has not come back
 * signed, and a note is complete without a signature. To move her last visit past the end raises AUTH-04.
 */
export const STORY_SITUATION: Situation = {
  name: 'the story',
  payer: 'ADVANTAGE',
  programme: [{ serviceCode: 'G0151', minutes: 45, frequencyText: '2w9', unitDefinition: 'VISIT' }],
  lineEndsInDays: 8,
  isPlannedWithinLine: true,
  order: 'UNSIGNED',
  notes: 'UNSIGNED',
};
