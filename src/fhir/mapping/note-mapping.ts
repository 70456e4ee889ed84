import type { NoteElement, NoteElementKey } from '../../care/note.js';
import type { Element } from '../element.js';
import { assumed, issue } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf } from '../values/codings.js';
import { instant } from '../values/dates.js';

export interface MappedNote {
  readonly elements: readonly NoteElement[];
  readonly isComplete: boolean;
  /** When the author wrote it. */
  readonly writtenAt: Date | null;
  /** When it was signed; null when it is not. */
  readonly signedAt: Date | null;
  readonly issues: readonly Reason[];
}

const FINISHED = new Set(['final', 'amended']);

/**
 * A document is signed when it is final, somebody stands behind it (who authenticated it, else who wrote it) and
 * the date is told. Text that is not plain (a PDF, a link) is not kept: the note is then known to exist,
 * to be finished and to be signed, which is what holds visits back.
 */
export function mapDocument(document: Element, timeZone: string): MappedNote {
  const issues: Reason[] = [];
  const isComplete = FINISHED.has(document.get('docStatus').text() ?? '');
  const writtenAt = instant(document.get('date'), timeZone);
  const stands = document.get('authenticator').isPresent || document.get('author').isPresent;
  document.get('authenticator').consume();
  const text = document.all('content').flatMap((content) => plainText(content.get('attachment')) ?? []).join('\n\n');
  return {
    elements: narrative(text, document.get('content'), issues),
    isComplete,
    writtenAt,
    signedAt: isComplete && stands ? writtenAt : null,
    issues,
  };
}

export function mapComposition(composition: Element, timeZone: string): MappedNote {
  const issues: Reason[] = [];
  const isComplete = FINISHED.has(composition.get('status').text() ?? '');
  const writtenAt = instant(composition.get('date'), timeZone);
  return { elements: sections(composition, issues), isComplete, writtenAt, signedAt: isComplete ? signedAt(composition, timeZone, writtenAt) : null, issues };
}

const ATTESTING = new Set(['professional', 'legal', 'official']);

/** Attested by a professional; else, of a final composition, signed by its author when it was written. */
function signedAt(composition: Element, timeZone: string, writtenAt: Date | null): Date | null {
  for (const attester of composition.all('attester')) {
    const mode = attester.get('mode').text();
    const time = instant(attester.get('time'), timeZone);
    attester.get('party').consume();
    if (mode !== null && ATTESTING.has(mode) && time !== null) return time;
  }
  return composition.get('author').isPresent ? writtenAt : null;
}

/** What sections are about (LOINC), as elements of a visit note. Of others the text goes to what was done. */
const ELEMENT_OF_SECTION: ReadonlyMap<string, NoteElementKey> = new Map([
  ['8716-3', 'vitals'],
  ['29545-1', 'objectiveMeasures'],
  ['61149-1', 'objectiveMeasures'],
  ['61146-7', 'goalProgress'],
  ['18776-5', 'planNextVisit'],
  ['61145-9', 'planNextVisit'],
  ['62387-6', 'intervention'],
  ['29554-3', 'intervention'],
  ['38208-5', 'painScore'],
]);

const LONGEST_ELEMENT = 4000;

function sections(composition: Element, issues: Reason[]): NoteElement[] {
  const texts = new Map<NoteElementKey, string>();
  for (const section of composition.all('section')) {
    const text = withoutMarkup(section.get('text').get('div').text() ?? '');
    if (text === '') continue;
    const key = codingsOf(section.all('code')).map(({ code }) => ELEMENT_OF_SECTION.get(code)).find((one) => one !== undefined) ?? 'intervention';
    const longer = texts.has(key) ? `${texts.get(key)}\n\n${text}` : text;
    if (longer.length > LONGEST_ELEMENT) {
      issues.push(issue(section.get('text'), 'LIMIT_EXCEEDED', `at most ${LONGEST_ELEMENT} characters in an element of a note; this text is not kept`));
      continue;
    }
    for (const part of ['code', 'title', 'text']) section.get(part).consume();
    texts.set(key, longer);
  }
  return [...texts].map(([key, text]) => ({ key, text }));
}

function narrative(text: string, at: Element, issues: Reason[]): NoteElement[] {
  if (text === '') return [];
  if (text.length > LONGEST_ELEMENT) {
    issues.push(issue(at, 'LIMIT_EXCEEDED', `at most ${LONGEST_ELEMENT} characters in an element of a note; the text is not kept`));
    return [];
  }
  issues.push(assumed(at, 'the whole text as what was done at the visit'));
  return [{ key: 'intervention', text }];
}

function plainText(attachment: Element): string | null {
  const data = attachment.get('data');
  const type = (attachment.peek() as { readonly contentType?: unknown } | undefined)?.contentType;
  if (!data.isPresent || typeof type !== 'string' || !/^text\/(plain|html|markdown)\b/i.test(type)) return null;
  const bytes = Buffer.from(data.text() ?? '', 'base64');
  for (const part of ['contentType', 'language', 'size', 'hash']) attachment.get(part).consume();
  const text = new TextDecoder('utf-8').decode(bytes);
  return withoutControls(/html/i.test(type) ? withoutMarkup(text) : text);
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'", '&nbsp;': ' ', '&#160;': ' ' };

/** FHIR narrative is limited to formatting, so that leaving out the tags leaves the text. */
function withoutMarkup(html: string): string {
  const lines = html.replace(/<(br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^>]{0,200}>/gi, '\n').replace(/<[^<>]{0,2000}>/g, ' ');
  const text = lines.replace(/&(?:lt|gt|amp|quot|apos|nbsp|#160);/g, (entity) => ENTITIES[entity] ?? entity);
  return withoutControls(text).replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '').trim();
}
