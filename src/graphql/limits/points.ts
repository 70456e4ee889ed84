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

/** What adds up a whole list of the agency, however few numbers come of it. So many records a page costs less to read than a year of visits to count. */
export const COUNTING = 200;
