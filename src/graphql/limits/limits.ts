/**
 * What one request may ask for, checked before anything runs and the same over HTTP, WebSocket and server-sent events.
 * Each limit is well above what the clients of this API use, and below what would keep a server busy.
 */
export const MAX_DEPTH = 12;
export const MAX_ALIASES = 30;
export const MAX_FIELDS = 600;
export const MAX_DIRECTIVES = 20;
export const MAX_ROOT_FIELDS = 40;

/** Of one field in one selection. Each pair of them is compared with each other, to see whether they mean the same. */
export const MAX_REPEATS = 10;

/** One point is a record in the answer, if every list were full. A hundred patients with a hundred visits each are 10,101. */
export const MAX_POINTS = 50_000;

/** Given to the parser, which so never builds a document that could not pass. */
export const MAX_TOKENS = 3000;

/** Longer than any document of so many tokens that someone wrote; everything up to it is remembered. */
export const MAX_DOCUMENT_CHARACTERS = 60_000;

/** Of a body over HTTP, and of a message over a WebSocket. */
export const MAX_REQUEST_BYTES = 128 * 1024;

/** Of the variables: values in all, items in one list, and lists and objects within each other. */
export const MAX_INPUT_VALUES = 20_000;
export const MAX_INPUT_ITEMS = 1_000;
export const MAX_INPUT_DEPTH = 16;

/** More would only help someone who guesses at the schema. */
export const MAX_VALIDATION_ERRORS = 10;

/** Each of them quotes all of the value in question, which costs more than to find it. */
export const MAX_VARIABLE_ERRORS = 3;
