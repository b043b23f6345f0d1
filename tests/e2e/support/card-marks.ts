import type { CDPSession } from 'puppeteer-core';

interface DomNode {
  nodeName: string;
  nodeValue: string;
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** A mark on a listing, or a button beside them, as it stands in its closed tree. */
export interface Mark {
  text: string;
  chosen: boolean;
  backendNodeId: number;
}

function attributesOf({ attributes = [] }: DomNode): Map<string, string> {
  return new Map(
    attributes.flatMap((name, index): [string, string][] =>
      index % 2 === 0 ? [[name, attributes[index + 1] ?? '']] : [],
    ),
  );
}

function below({ children = [], shadowRoots = [] }: DomNode): DomNode[] {
  return [...shadowRoots, ...children].flatMap((node) =>
    node.nodeName === 'STYLE' ? [] : [node, ...below(node)],
  );
}

async function nodesOf(debug: CDPSession): Promise<DomNode[]> {
  const { root } = (await debug.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const hosts = below(root).filter(({ shadowRoots }) => shadowRoots);
  return hosts.flatMap(below);
}

function markOf(node: DomNode): Mark {
  const text = below(node)
    .map(({ nodeValue }) => nodeValue)
    .filter(Boolean)
    .join(' ');
  const chosen = attributesOf(node).get('aria-checked') === 'true';
  return { text, chosen, backendNodeId: node.backendNodeId };
}

/** The marks on the listings of a page, in page order. */
export async function readMarks(debug: CDPSession): Promise<Mark[]> {
  const nodes = await nodesOf(debug);
  return nodes.filter((node) => attributesOf(node).get('role') === 'checkbox').map(markOf);
}

/** The button of this name beside the marks. */
export async function markButton(debug: CDPSession, name: string): Promise<Mark | undefined> {
  const nodes = await nodesOf(debug);
  return nodes
    .filter(({ nodeName }) => nodeName === 'BUTTON')
    .map(markOf)
    .find(({ text }) => text === name);
}
