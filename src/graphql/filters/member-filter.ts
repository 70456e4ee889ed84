import { sortInput } from './sort.js';

export const MemberSort = sortInput('Member', { SUBJECT: 'The identity provider\'s id.' });
