/** What all servers are asked, each in words of its own; what comes back has to say the same. */
export type QuestionId = 'Q1' | 'Q2' | 'Q3' | 'Q4';

export const QUESTIONS: Readonly<Record<QuestionId, string>> = {
  Q1: 'a patient with orders, authorizations with lines and balances, and ten visits with notes',
  Q2: 'a page of 50 authorizations with patient, payer, lines and balances',
  Q3: '100 visits of a week with patient, clinician, authorization and note',
  Q4: 'five scalars of an authorization',
};

export const QUESTION_IDS = Object.keys(QUESTIONS) as readonly QuestionId[];
