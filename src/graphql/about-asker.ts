import { Extensions } from 'type-graphql';

/** The mark of fields whose answer depends on who exactly asks, and not on role and agency alone. */
export const IS_ABOUT_ASKER = 'isAboutAsker';

/** Put on such a field: a subscription that selects it is answered to each subscriber separately. */
export function AboutAsker(): MethodDecorator & PropertyDecorator {
  return Extensions({ [IS_ABOUT_ASKER]: true });
}
