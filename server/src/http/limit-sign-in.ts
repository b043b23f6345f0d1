import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addressRange } from '../auth/address-range.ts';
import { HttpProblem, tooManyRequests } from '../problems.ts';
import type { Allowance } from '../processes/counts.ts';
import type { Services } from './services.ts';
import { signInAttempts } from './sign-in-attempts.ts';

const SIGN_IN = '/api/auth/sign-in/email';
const DEVICE_CODE = '/api/auth/device/code';

/** What one address may ask of the sign-in library, beside all that it may ask of the server. */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  // A code has 40 random bits and lives ten minutes; the page that approves it may be loaded a few times.
  '/api/auth/device': { most: 20, window: 60_000 },
  [DEVICE_CODE]: { most: 30, window: 60_000 },
  // Only what a password's hash costs: guesses have limits of their own, by which nobody closes an account to its person.
  [SIGN_IN]: { most: 30, window: 10_000 },
};

const signIn = z.looseObject({ email: z.string().max(1_000) });
/** All that the library hears of a request for a code: it would keep texts of any length, and whose code it is by anybody's word. */
const deviceCode = z.object({ client_id: z.string().max(200), scope: z.string().max(500).optional() });

/**
 * Limits guesses of passwords and requests for codes of devices, on the routes of this scope.
 * @returns judges a request whose body was found to be text that can be kept, before the library gets it
 */
export function limitSignIn(
  app: FastifyInstance,
  services: Services,
): (request: FastifyRequest) => Promise<void> {
  const { signInHousekeeping, disk, counts, rateLimit } = services;
  const attempts = signInAttempts(services);
  const begun = new WeakMap<FastifyRequest, { email: string; right: () => Promise<void> }>();

  async function judge(request: FastifyRequest): Promise<void> {
    const { url = '' } = request.routeOptions;
    const allowance = ALLOWANCES[url];
    if (rateLimit && allowance) {
      const wait = await counts.take([{ name: `${url} ${addressRange(request.ip)}`, ...allowance }]);
      if (wait > 0) throw tooManyRequests(wait / 1_000);
    }
    if (url === DEVICE_CODE) {
      handOn(request, deviceCode);
      await disk.requireRoom(0);
      await signInHousekeeping.requireRoomForCode();
    }
    if (url !== SIGN_IN) return;
    const { email } = handOn(request, signIn);
    begun.set(request, { email, right: await attempts.begin(request, email) });
  }

  app.addHook('onSend', async (request, reply) => {
    const attempt = begun.get(request);
    // Only a wrong password counts: a database that is away is nobody's guess.
    if (!attempt || reply.statusCode === 401) return;
    await attempt.right();
    if (reply.statusCode === 200) attempts.mark(reply, attempt.email);
  });
  return judge;
}

/**
 * Reads a body and puts what was read in its place: the library reads what was judged here, and nothing else.
 * @throws HttpProblem `bad-request`
 */
function handOn<Shape>(request: FastifyRequest, schema: z.ZodType<Shape>): Shape {
  const read = schema.safeParse(bodyOf(request));
  if (!read.success) throw new HttpProblem('request-malformed');
  request.body = Buffer.from(JSON.stringify(read.data));
  request.headers['content-type'] = 'application/json';
  delete request.headers['content-length'];
  return read.data;
}

/** A body of JSON or of a form, in which no name may stand twice. */
function bodyOf({ body, headers }: FastifyRequest): unknown {
  if (!(body instanceof Buffer)) return null;
  const text = body.toString('utf8');
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    const fields = [...new URLSearchParams(text)].filter(([, value]) => value !== '');
    const named = Object.fromEntries(fields);
    return Object.keys(named).length === fields.length ? named : null;
  }
  if (type !== 'application/json') throw new HttpProblem('request-malformed', { status: 415 });
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
