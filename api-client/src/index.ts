import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** How often an answer that says when to ask again is waited for, and how long at most, in seconds. */
const ATTEMPTS = 5;
const LONGEST = 60;

/** Asks the program for what `paths` describes. */
export type ApiClient = Client<paths>;

/**
 * Makes a client of the program's API. An answer that says when to ask again (429, 503 with `Retry-After`) is waited for, within bounds; every
 * other refusal comes back as `error`, a problem document (RFC 9457) to be decided by its `code`.
 * @param address the program's, such as `https://reports.example.com`
 * @param token an API token, `mst_…`, that a person made under *Account*
 */
export function openClient(address: string, token: string): ApiClient {
  return createClient<paths>({
    baseUrl: address,
    headers: { authorization: `Bearer ${token}` },
    fetch: patiently,
  });
}

async function patiently(request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(request.clone());
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    const says = response.status === 429 || response.status === 503;
    if (!says || !(after >= 0 && after <= LONGEST) || attempt === ATTEMPTS) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, after * 1_000));
  }
}
