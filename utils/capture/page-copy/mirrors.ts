import {
  attribute,
  attributeNames,
  childrenOf,
  fieldValueOf,
  localNameOf,
  parentOf,
  removeAttribute,
  replaceChildren,
  textOf,
} from '../../page/natives.ts';

/** Fields in which people write; the value of the others is the page's own. */
const WRITTEN = /^(|text|search|email|tel|url|password|number)$/i;
/** Shorter values are quantities and the like, which a page shows for itself. */
const SHORTEST = 3;
/** A parent with more children than this is no frame around a field. */
const MOST_CHILDREN = 20;

function clear(element: Element, typed: string): void {
  for (const name of attributeNames(element)) {
    if (attribute(element, name)?.trim() === typed) removeAttribute(element, name);
  }
}

/**
 * Pages repeat what is typed into a field right beside it, to let the field grow with it or to have it read aloud: in the copy, that is
 * cleared as the field is.
 * @param field of the page, whose copy is `twin`
 */
export function clearMirrors(field: Element, twin: Element): void {
  if (localNameOf(field) === 'input' && !WRITTEN.test(attribute(field, 'type') ?? '')) return;
  const typed = fieldValueOf(field).trim();
  if (typed.length < SHORTEST) return;
  clear(twin, typed);
  const around = parentOf(twin);
  const beside = around ? childrenOf(around) : [];
  if (!around || beside.length > MOST_CHILDREN) return;
  for (const element of [around, ...beside]) clear(element, typed);
  for (const element of beside) {
    if (element !== twin && textOf(element)?.trim() === typed) replaceChildren(element);
  }
}
