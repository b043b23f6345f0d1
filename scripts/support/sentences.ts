import { parseSync } from 'oxc-parser';
import { sourceFiles } from './source-files.ts';

/** Rooms in which no sentence for readers stands in code: it stands in `words/`. */
const ROOMS: readonly string[] = [
  'components',
  'console/src',
  'entrypoints',
  'evidence/src/archive',
  'evidence/src/package',
  'evidence/src/timestamp',
  'evidence/src/verify',
  'looks',
  'server/src/auth',
  'server/src/blobs',
  'server/src/changes',
  'server/src/claims',
  'server/src/marketplaces',
  'server/src/packages',
  'server/src/reports',
  'server/src/rights',
  'utils/api',
  'utils/drafts',
  'utils/evidence-view',
  'utils/hooks',
  'utils/language',
  'utils/masking',
  'utils/messages',
  'utils/network',
  'utils/outbox',
  'utils/packages',
  'utils/page',
  'utils/page-card',
  'utils/panel',
  'utils/queue',
  'utils/refusals',
  'utils/sealing',
  'utils/session',
  'utils/settings',
  'utils/storage',
  'utils/sync',
  'utils/toolbar',
  'utils/workspace',
  'words/src',
];

/** Attributes of elements that are read to or by a person. */
const READ_ATTRIBUTES = new Set(['alt', 'aria-description', 'aria-label', 'label', 'placeholder', 'title']);

/** What developers and logs read: an error's internal detail and what is logged; and what looks for elements. */
const INTERNAL =
  /(?:Error|Problem)$|^(?:log|console|debug|info|warn|error|trace|fatal|closest|matches|querySelector|querySelectorAll)$/;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** A table or column of a query under another name. */
const ALIAS = /^[\w.]+ as \w+$/;

/** A list of fonts, of which the last is what the browser has. */
const FONTS = /,(?:sans-serif|serif|monospace)$/;

/** Three words in a row, or a sentence in Chinese. */
function isProse(text: string): boolean {
  if (ALIAS.test(text) || FONTS.test(text)) return false;
  return /\p{L}{2,}[,:;’'”]* \p{L}+[,:;’'”]* \p{L}{2,}/u.test(text) || /\p{Script=Han}{2}/u.test(text);
}

function isLetter(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

/** Last name of what is called or made: `log` of `request.log.error`, `Error` of `new Error`. */
function calleeNames(callee: unknown): string[] {
  if (!isNode(callee)) return [];
  if (callee.type === 'Identifier') return [String(callee.name)];
  if (callee.type === 'MemberExpression')
    return [...calleeNames(callee.object), ...calleeNames(callee.property)];
  return [];
}

function skips(node: Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.type !== 'ExportNamedDeclaration' || node.source !== null;
    case 'ThrowStatement':
      return isNode(node.argument) && node.argument.type === 'NewExpression';
    case 'NewExpression':
    case 'CallExpression':
      return calleeNames(node.callee).some((name) => INTERNAL.test(name));
    case 'TaggedTemplateExpression':
      return true;
    default:
      return false;
  }
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateElement') return String((node.value as { cooked?: string }).cooked ?? '');
  return null;
}

function* sentencesIn(node: Node): Iterable<Node> {
  if (skips(node)) return;
  if (node.type === 'JSXText') {
    if (isLetter(String(node.value))) yield node;
    return;
  }
  if (node.type === 'JSXAttribute') {
    const { name, value } = node;
    const attribute = isNode(name) ? String(name.name) : '';
    if (isNode(value) && READ_ATTRIBUTES.has(attribute) && isLetter(textOf(value) ?? '')) {
      yield value;
      return;
    }
    if (attribute === 'className') return;
  }
  const text = textOf(node);
  if (text !== null && isProse(text)) yield node;
  for (const [key, child] of Object.entries(node)) {
    if (key === 'parent') continue;
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) yield* sentencesIn(one);
  }
}

/** Sentences for readers that stand in a source file's code, as `path:line: …`. */
export function sentencesInCode(path: string, text: string): string[] {
  const { program } = parseSync(path, text);
  return [...sentencesIn(program as unknown as Node)].map(({ start }) => {
    const line = text.slice(0, start).split('\n').length;
    return `${path}:${line}: a sentence for readers stands in words/, not in code`;
  });
}

/** Sentences for readers that stand in the code of rooms which must hold none. */
export function sentenceBreaches(rooms: readonly string[] = ROOMS): string[] {
  return sourceFiles(rooms)
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap(({ path, text }) => sentencesInCode(path, text));
}
