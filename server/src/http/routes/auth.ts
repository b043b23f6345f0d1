import { unstorableTexts } from '@marketsafe/contract';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recordFailedSignIn, recordSignIn } from '../../audit/sign-ins.ts';
import { deviceRefusalOf, signInProblem } from '../../auth/refusals.ts';
import { HttpProblem } from '../../problems.ts';
import { OPEN } from '../access.ts';
import { approveDevices } from '../approve-devices.ts';
import { lookUpSession } from '../authenticate.ts';
import { FORGET_CACHE } from '../keep-nothing.ts';
import { libraryHeaders } from '../library-headers.ts';
import { limitSignIn } from '../limit-sign-in.ts';
import { refuseForeignWrite } from '../origin.ts';
import type { Services } from '../services.ts';
import { jsonReader } from '../strict-json.ts';
import { pathErrors } from '../zod-field-errors.ts';

/** What of the sign-in library can be reached. Everything else it brings is not mounted. */
const ENDPOINTS = [
  ['POST', '/sign-in/email'],
  ['POST', '/sign-out'],
  ['GET', '/get-session'],
  ['POST', '/device/code'],
  ['POST', '/device/token'],
  ['GET', '/device'],
  ['POST', '/device/approve'],
  ['POST', '/device/deny'],
] as const;

/** What of it an extension's token may come along with: it begins and ends its own sign-in, and answers nobody's. */
const FOR_TOKENS: ReadonlySet<string> = new Set(['/sign-out', '/device/code', '/device/token']);

const SIGN_OUT = '/api/auth/sign-out';

const credentials = z.object({ email: z.string() });
const signedIn = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

const BODY_LIMIT = 64 * 1024;
/** When to try again where the library does not say, in seconds: the longest time that it counts over. */
const LIMIT_SECONDS = 60;

/** `/api/auth/…`: sign-in by password, sign-out, and device authorization (RFC 8628) for the extension. */
export const authRoutes: FastifyPluginAsync<Services> = async (app, services) => {
  const { auth, db, auditLog, origins, sessions, extensionSessions } = services;
  const judge = limitSignIn(app, services);
  const device = approveDevices(services);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );

  const readJson = jsonReader(app);

  /** The library reads the body anew, and not as strictly. */
  async function refuseBrokenBody(request: FastifyRequest): Promise<void> {
    const { body } = request;
    if (!(body instanceof Buffer)) return;
    const type = request.headers['content-type'] ?? '';
    // Any type that names it: the library takes them all for JSON.
    if (/json/i.test(type)) await readJson(request, body);
    const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    const broken = /^application\/x-www-form-urlencoded\b/i.test(type) ? unstorableTexts(form, 1) : [];
    if (broken.length > 0)
      throw new HttpProblem('body-invalid', { errors: pathErrors(broken, 'text-broken') });
  }

  async function refuseToken(request: FastifyRequest): Promise<void> {
    const { authorization, cookie } = request.headers;
    if (authorization === undefined && cookie === undefined) return;
    // Both, as the library itself gets them: the cookie counts for it where the token is wrong.
    const headers = new Headers({
      ...(authorization !== undefined && { authorization }),
      ...(cookie !== undefined && { cookie }),
    });
    if ((await lookUpSession(request, auth(), headers))?.scopes) throw new HttpProblem('token-narrower');
  }

  /** Nobody waits for it: how long it takes would tell which accounts there are. */
  async function noteFailure(request: FastifyRequest): Promise<void> {
    try {
      const { email } = credentials.parse(JSON.parse(String(request.body)));
      const attempt = { way: 'password', address: request.ip } as const;
      const known = await recordFailedSignIn({ auth: auth(), db, auditLog }, email, attempt);
      if (!known) request.log.warn({ address: request.ip }, 'sign-in failed: there is no such account');
    } catch (err) {
      request.log.error({ err, address: request.ip }, 'a failed sign-in is not in the audit');
    }
  }

  /** The session goes out once the audit has its entry; where that cannot be written, it ends. */
  async function noteSignIn(request: FastifyRequest, body: Buffer): Promise<void> {
    const { token, user } = signedIn.parse(JSON.parse(body.toString('utf8')));
    try {
      await recordSignIn({ db, auditLog }, user.id, { way: 'password', address: request.ip });
    } catch (error) {
      await sessions.endUnnoted({ token });
      throw error;
    }
  }

  /** Ends the session of an extension's access token, which the library does not know. An API token has none. */
  async function endByToken(request: FastifyRequest): Promise<void> {
    const { authorization } = request.headers;
    if (request.routeOptions.url !== SIGN_OUT || authorization === undefined) return;
    const session = await lookUpSession(request, auth(), new Headers({ authorization }));
    if (session?.scopes) await extensionSessions.end(session.sessionId);
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    // The library checks this too, but not in every environment it runs in.
    refuseForeignWrite(request, origins());
    const [base = ''] = origins();
    const response = await auth().handler(toWebRequest(request, base));
    const body = response.ok ? Buffer.from(await response.arrayBuffer()) : null;
    if (body && isPassword(request)) await noteSignIn(request, body);
    reply.code(response.status);
    for (const [name, value] of response.headers) {
      if (!/^(access-control-|content-length|set-cookie)/.test(name)) reply.header(name, value);
    }
    for (const cookie of response.headers.getSetCookie()) reply.header('Set-Cookie', cookie);
    const retryAfter = response.headers.get('x-retry-after');
    if (retryAfter !== null) reply.header('Retry-After', retryAfter);
    reply.header('Cache-Control', 'no-store');
    if (/\/sign-(?:in|out)\b/.test(request.url)) reply.header(FORGET_CACHE.name, FORGET_CACHE.value);
    if (body) return reply.send(await device.completed(request, body));
    const refusal = deviceRefusalOf(await response.json().catch(() => null));
    if (refusal) return reply.type('application/json').send(JSON.stringify(refusal));
    if (isPassword(request) && response.status === 401) void noteFailure(request);
    // The library's own words stay here.
    throw signInProblem(response.status, Number(retryAfter ?? LIMIT_SECONDS));
  }

  for (const [method, path] of ENDPOINTS) {
    app.route({
      method,
      url: `/api/auth${path}`,
      config: OPEN,
      schema: { hide: true },
      async handler(request, reply) {
        if (!FOR_TOKENS.has(path)) await refuseToken(request);
        await refuseBrokenBody(request);
        await judge(request);
        await device.begin(request);
        await endByToken(request);
        return answer(request, reply);
      },
    });
  }
};

/** Whether a request is a sign-in by password. */
function isPassword(request: FastifyRequest): boolean {
  return request.routeOptions.url === '/api/auth/sign-in/email';
}

/** @param base our own address: what the request says of it is not believed */
function toWebRequest(request: FastifyRequest, base: string): Request {
  const headers = libraryHeaders(request);
  const body = request.body instanceof Buffer ? request.body : null;
  return new Request(new URL(request.url, base), {
    method: request.method,
    headers,
    ...(body && request.method === 'POST' ? { body: new Uint8Array(body) } : {}),
  });
}
