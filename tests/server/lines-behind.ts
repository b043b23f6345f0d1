import {
  COUNTED_THINGS,
  type CountedLine,
  type CountedThing,
  countedLines,
  type FigureGroup,
  type Figures,
} from '@marketsafe/contract';
import { expect } from 'vitest';
import { ask } from './mandated.ts';
import type { Person, TestServer } from './support.ts';

/** What a group of figures says of each thing that has a list. */
function countsOf({ claims, decided: { links }, pending }: FigureGroup): Record<CountedThing, number> {
  return { ...claims, ...links, pending: pending.links, counters: pending.counters };
}

/** Every line behind one figure, page by page, and the number that its list says. */
export async function linesBehind(
  test: TestServer,
  person: Person,
  query: Record<string, string>,
): Promise<{ total: number; lines: CountedLine[] }> {
  const lines: CountedLine[] = [];
  let total: number | null = null;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const asked = new URLSearchParams({ ...query, ...(cursor !== '' && { cursor }) });
    const { status, json } = await ask(test, `/v1/figures/lines?${asked}`, person);
    expect([query, status]).toEqual([query, 200]);
    const page = countedLines.parse(json);
    total ??= page.total;
    lines.push(...page.lines);
    cursor = page.next;
  }
  return { total: total ?? 0, lines };
}

/** Expects every figure of a report that has a list to count just what its list holds, each once. */
export async function expectLinesOfAll(test: TestServer, person: Person, figures: Figures): Promise<void> {
  const { period, organisation, party, isRepresentative, parties } = figures;
  const whose = {
    ...(organisation && person.organisationId !== organisation.organisationId
      ? { organisation: organisation.organisationId }
      : {}),
    ...(party && { party: party.organisationId }),
  };
  const groups: { of: Record<string, string>; group: FigureGroup }[] = [
    { of: {}, group: figures.overall },
    ...figures.months.map(({ from, to, group }) => ({ of: { from, to }, group })),
    ...figures.marketplaces.map(({ marketplace, group }) => ({ of: { marketplace }, group })),
    ...figures.reasons.map(({ reason, group }) => ({ of: { reason }, group })),
    ...figures.brands.map(({ brand, group }) => ({ of: { brand }, group })),
    ...parties.flatMap(({ organisation: { organisationId }, group }) => {
      const of: Record<string, string> =
        organisation === null ? { organisation: organisationId } : { party: organisationId };
      return organisation === null || isRepresentative ? [{ of, group }] : [];
    }),
  ];
  for (const { of, group } of groups) {
    const counts = countsOf(group);
    for (const what of COUNTED_THINGS) {
      const { total, lines } = await linesBehind(test, person, { ...period, ...whose, ...of, what });
      const keys = new Set(lines.map(({ key }) => key));
      expect({ of, what, total, lines: keys.size }).toEqual({
        ...{ of, what },
        ...{ total: counts[what], lines: counts[what] },
      });
    }
  }
}
