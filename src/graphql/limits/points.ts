import { Extensions } from 'type-graphql';

/** Under this name the schema holds what a field costs beyond the records of its answer. */
export const POINTS = 'points';

/**
 * Put on a field that makes the server work for more than the records that it returns: counts a whole list, or evaluates a
 * patient. Where the field takes a list, each of its items counts.
 */
export function Costs(points: number): MethodDecorator & PropertyDecorator {
  return Extensions({ [POINTS]: points });
}

/**
 * Of a number that adds up a whole list of the agency: every record of it may be read, however few numbers come of it. Like two
 * full pages, so that a dashboard of several is let through again and again, and hundreds a second are not.
 */
export const COUNTING = 200;
