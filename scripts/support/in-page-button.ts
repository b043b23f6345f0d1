import type { CDPSession } from 'puppeteer-core';

interface DomNode {
  nodeName: string;
  nodeValue: string;
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** The in-page button as it stands in its closed tree: no script of the page can see that, the debugger can. */
export interface StandingButton {
  /** All that is written in it. */
  text: string;
  /** A click would count now. */
  counts: boolean;
  /** For the debugger's other questions. */
  backendNodeId: number;
}

function below({ children = [], shadowRoots = [] }: DomNode): DomNode[] {
  return [...shadowRoots, ...children].flatMap((node) =>
    node.nodeName === 'STYLE' ? [] : [node, ...below(node)],
  );
}

/** The button on the page of a debugger's session; none where it is not there. */
export async function readButton(debug: CDPSession): Promise<StandingButton | undefined> {
  const { root } = (await debug.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const isHost = ({ shadowRoots, attributes }: DomNode) => shadowRoots && attributes?.includes('popover');
  const nodes = below(root).filter(isHost).flatMap(below);
  const button = nodes.find(({ nodeName }) => nodeName === 'BUTTON');
  return (
    button && {
      text: nodes.flatMap(({ nodeValue }) => nodeValue || []).join(' '),
      counts: nodes.some(({ attributes }) => attributes?.includes('data-counts')),
      backendNodeId: button.backendNodeId,
    }
  );
}

/** Where the middle of the button stands in the window, in CSS pixels. */
export async function middleOf(debug: CDPSession, button: StandingButton): Promise<{ x: number; y: number }> {
  const { model } = await debug.send('DOM.getBoxModel', { backendNodeId: button.backendNodeId });
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
