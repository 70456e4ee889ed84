import { sortInput } from './sort.js';

export const BranchSort = sortInput('Branch', { NAME: 'The name.' });
