// Writes what marketplaces have answered and what waits for its people, a line each, separated by tabs, for a program of one's own:
//   MARKETSAFE_URL=https://reports.example.com MARKETSAFE_TOKEN=mst_… node api-client/examples/follow.ts
// A token with the scope `claims:follow` is enough. It ends with 1 where something was refused, and prints the refusal's code.
import { openClient } from '../src/index.ts';

const { MARKETSAFE_URL = 'http://localhost:4310', MARKETSAFE_TOKEN = '' } = process.env;
const client = openClient(MARKETSAFE_URL, MARKETSAFE_TOKEN);
const print = (...cells: (string | null)[]) => console.log(cells.map((cell) => cell ?? '').join('\t'));

const [news, clocks] = [await client.GET('/v1/news'), await client.GET('/v1/clocks')];
for (const { error } of [news, clocks]) {
  if (!error) continue;
  console.error(error.code);
  process.exitCode = 1;
}
for (const { at, number, kind, answer } of news.data?.items ?? []) {
  print(at, number, kind, answer?.outcome ?? null, answer?.cause ?? null);
}
for (const { due, kind, subject } of clocks.data?.clocks ?? []) {
  print(due, 'number' in subject ? subject.number : null, kind);
}
