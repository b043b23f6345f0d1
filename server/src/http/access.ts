import {
  PARTICIPANT_ROLES,
  type ProblemCode,
  RIGHTS_KEEPERS,
  type Role,
  STAFF_ROLES,
  type TokenScope,
} from '@marketsafe/contract';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

/** Who may call a route. */
export interface Access {
  /** Roles of which a caller needs one; `account`: whoever signed in with their password, also where they belong nowhere (any more). */
  to: 'anybody' | 'account' | 'signed-in' | readonly Role[];
  /** Scope with which the token of an extension may, too; null where none is enough. */
  scope: TokenScope | null;
  /** What others are told. */
  refusal: Extract<
    ProblemCode,
    'may-not-read' | 'may-not-submit' | 'may-not-keep-rights' | 'only-for-staff' | 'not-your-role'
  >;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** `config` of a route that is open to everybody. */
export const OPEN: { access: Access } = {
  access: { to: 'anybody', scope: null, refusal: 'may-not-read' },
};

/** `config` of a route for everybody who is signed in. */
export function forSignedIn(scope: TokenScope | null): { access: Access } {
  return { access: { to: 'signed-in', scope, refusal: 'may-not-read' } };
}

/** `config` of a route for a person's own account, whatever they belong to. No token of an extension opens it. */
export const FOR_ACCOUNT: { access: Access } = {
  access: { to: 'account', scope: null, refusal: 'may-not-read' },
};

/** `config` of a route for whoever reads claims and originals, which the marketplace's own contact does not. */
export function forClaimWorkers(scope: TokenScope | null): { access: Access } {
  return { access: { to: [...PARTICIPANT_ROLES, ...STAFF_ROLES], scope, refusal: 'may-not-read' } };
}

/** `config` of a route for the program's own people. */
export function forStaff(scope: TokenScope | null = null): { access: Access } {
  return { access: { to: STAFF_ROLES, scope, refusal: 'only-for-staff' } };
}

/** `config` of a route for the marketplace's own people. */
export function forLiaisons(): { access: Access } {
  return { access: { to: ['liaison'], scope: null, refusal: 'not-your-role' } };
}

/** `config` of a route for those who lead the program. */
export function forLeads(): { access: Access } {
  return { access: { to: ['program_lead'], scope: null, refusal: 'not-your-role' } };
}

/** `config` of a route about an organisation's own people, for everybody but the marketplace's contact. */
export function forColleagues(): { access: Access } {
  return { access: { to: [...PARTICIPANT_ROLES, ...STAFF_ROLES], scope: null, refusal: 'not-your-role' } };
}

/** `config` of a route about what a participant owns, for its own people. */
export function forParticipants(): { access: Access } {
  return { access: { to: PARTICIPANT_ROLES, scope: null, refusal: 'may-not-read' } };
}

/** `config` of a route by which people of a participant hand something in. */
export function forSubmitters(scope: TokenScope | null): { access: Access } {
  return { access: { to: PARTICIPANT_ROLES, scope, refusal: 'may-not-submit' } };
}

/** `config` of a route by which a participant keeps its rights: of whoever answers for it. */
export function forRightsKeepers(): { access: Access } {
  return { access: { to: RIGHTS_KEEPERS, scope: null, refusal: 'may-not-keep-rights' } };
}

/** `config` of a route about a participant itself: of whoever answers for it. */
export function forOwnKeepers(): { access: Access } {
  return { access: { to: RIGHTS_KEEPERS, scope: null, refusal: 'not-your-role' } };
}

/** `config` of a route about what of a participant goes out by itself: of whoever manages it. */
export function forManagers(): { access: Access } {
  return { access: { to: ['manager'], scope: null, refusal: 'not-your-role' } };
}

/** `config` of a route by which mandates are decided on and ended: of whoever answers for a participant, and of the program's staff. */
export function forMandateDeciders(): { access: Access } {
  return { access: { to: [...RIGHTS_KEEPERS, ...STAFF_ROLES], scope: null, refusal: 'not-your-role' } };
}

/** Whether somebody with these roles may call a route. */
export function mayCall({ to }: Access, roles: readonly Role[]): boolean {
  return typeof to === 'string' || roles.some((role) => to.includes(role));
}

/** Routes that a library adds by itself, for everybody: prefix and why that is safe. */
const OPEN_BY_PREFIX = [{ prefix: '/assets/', why: 'files of the built console, the same for everybody' }];

/** How a caller proves who they are, as OpenAPI says it. */
export const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'marketsafe.session_token',
    description: 'A person who signed in with their password; their token as bearer is the same.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An extension’s access token, with the scopes that were named when it was approved; or a token of a program.',
  },
} as const;

/**
 * Refuses to boot with a route that does not say who may call it, and describes in OpenAPI what it says. Must be called before any
 * route is added.
 */
export function requireAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS') return;
    if (OPEN_BY_PREFIX.some(({ prefix }) => route.url.startsWith(prefix))) {
      route.config = { ...route.config, ...OPEN };
    }
    const access = route.config?.access;
    if (!access) {
      throw new Error(
        `The route ${String(route.method)} ${route.url} does not say who may call it: its config needs OPEN, forSignedIn, forRoles or the like.`,
      );
    }
    if (access.to !== 'anybody') route.schema = { ...route.schema, security: securityOf(access) };
  });
}

function securityOf({ scope }: Access): NonNullable<NonNullable<RouteOptions['schema']>['security']> {
  return [{ session: [] }, ...(scope === null ? [] : [{ bearer: [scope] }])];
}

/** Who may call the route of a request. An address that there is not is nobody's secret. */
export function accessOf(request: FastifyRequest): Access {
  if (request.is404 || request.method === 'OPTIONS') return OPEN.access;
  const { access } = request.routeOptions.config;
  if (!access) throw new Error('a route without access was let in');
  return access;
}
