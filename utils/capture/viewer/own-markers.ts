import { adoptedSheetsOf, ruleListOf, sheetsOf, treeOf } from '../../page/natives.ts';
import type { OwnMarkers } from './generated-text.ts';

const COUNTER_STYLE_RULE = 11;

function namesIn(sheet: CSSStyleSheet): string[] {
  try {
    return Array.from(ruleListOf(sheet)).flatMap((rule) =>
      rule.type === COUNTER_STYLE_RULE && 'name' in rule ? String(rule.name) : [],
    );
  } catch {
    // A sheet of another site, which knows no viewer of this one.
    return [];
  }
}

/** Tells which markers the styles of these trees define; asked while the trees are being gathered, looked up at the first question in each. */
export function ownMarkersOf(trees: readonly { root: Element | ShadowRoot }[]): OwnMarkers {
  const names = new Set<string>();
  let looked = 0;
  return (name) => {
    for (; looked < trees.length; looked += 1) {
      const root = trees[looked]?.root;
      const tree = root && treeOf(root);
      if (!tree) continue;
      for (const sheet of [...sheetsOf(tree), ...adoptedSheetsOf(tree)])
        for (const own of namesIn(sheet)) names.add(own);
    }
    return names.has(name);
  };
}
