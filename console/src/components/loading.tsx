import { Loading as Waiting } from '@marketsafe/looks';

/** What stands where something is still on its way. */
export function Loading({ what }: { what: string }) {
  return <Waiting>Loading {what}…</Waiting>;
}
