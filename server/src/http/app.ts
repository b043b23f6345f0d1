import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { requireAccess, SECURITY_SCHEMES } from './access.ts';
import { requireCaller } from './authenticate.ts';
import { answerWithProblems, problemOf, sendProblem } from './errors.ts';
import { keepNothing } from './keep-nothing.ts';
import { noteWriters } from './lists.ts';
import { logRequests, senderOf } from './log-requests.ts';
import { refuseOverload } from './overload.ts';
import { protect } from './protection.ts';
import { refuseBrokenText } from './refuse-broken-text.ts';
import { refuseLeavers } from './refuse-leavers.ts';
import { refuseWhenFull } from './require-room.ts';
import { requireResponseSchemas } from './require-schemas.ts';
import { answers } from './routes/answers.ts';
import { applicationPages } from './routes/application-pages.ts';
import { applications } from './routes/applications.ts';
import { auditRootsList } from './routes/audit-roots-list.ts';
import { auditRootsPage } from './routes/audit-roots-page.ts';
import { authRoutes } from './routes/auth.ts';
import { blobGet } from './routes/blob-get.ts';
import { blobHead } from './routes/blob-head.ts';
import { blobPut } from './routes/blob-put.ts';
import { calendar } from './routes/calendar.ts';
import { captureSealGet } from './routes/capture-seal-get.ts';
import { challengeGet } from './routes/challenge-get.ts';
import { changesList } from './routes/changes-list.ts';
import { claimAnswerPost } from './routes/claim-answer.ts';
import { claimGet } from './routes/claim-get.ts';
import { claimList } from './routes/claim-list.ts';
import { claimSubmit } from './routes/claim-submit.ts';
import { claimWithdraw } from './routes/claim-withdraw.ts';
import { clocks } from './routes/clocks.ts';
import { consolePages } from './routes/console.ts';
import { counterFiles } from './routes/counter-files.ts';
import { counterNotices } from './routes/counter-notices.ts';
import { damagedFilesList } from './routes/damaged-files-list.ts';
import { desk } from './routes/desk.ts';
import { deskAnswersRoutes } from './routes/desk-answers.ts';
import { deskCounterRoutes, deskFiles } from './routes/desk-counters.ts';
import { deskRaidRoutes } from './routes/desk-raids.ts';
import { deviceEnrol } from './routes/device-enrol.ts';
import { draftsNote } from './routes/drafts-note.ts';
import { figureRoutes } from './routes/figures.ts';
import { group } from './routes/group.ts';
import { groupFiles } from './routes/group-files.ts';
import { healthGet } from './routes/health-get.ts';
import { invitationAccept } from './routes/invitation-accept.ts';
import { invitationMake } from './routes/invitation-make.ts';
import { keysGet } from './routes/keys-get.ts';
import { knownList } from './routes/known-list.ts';
import { leavingExportRoutes } from './routes/leaving-export.ts';
import { mailOff } from './routes/mail-off.ts';
import { mandatePapers } from './routes/mandate-papers.ts';
import { mandates } from './routes/mandates.ts';
import { marketplaceReadingRoutes } from './routes/marketplace-readings.ts';
import { marketplaceSettingsList } from './routes/marketplace-settings-list.ts';
import { marketplaceSwitch } from './routes/marketplace-switch.ts';
import { meAccount } from './routes/me-account.ts';
import { meGet } from './routes/me-get.ts';
import { meIdentities } from './routes/me-identities.ts';
import { meLanguage } from './routes/me-language.ts';
import { meMail } from './routes/me-mail.ts';
import { meOrganisations } from './routes/me-organisations.ts';
import { mePasskeys } from './routes/me-passkeys.ts';
import { meProof } from './routes/me-proof.ts';
import { meTokens } from './routes/me-tokens.ts';
import { metricsGet } from './routes/metrics-get.ts';
import { news } from './routes/news.ts';
import { openApiGet } from './routes/openapi-get.ts';
import { organisationMake } from './routes/organisation-make.ts';
import { organisationSettings } from './routes/organisation-settings.ts';
import { organisationsList } from './routes/organisations-list.ts';
import { ownedExport } from './routes/owned-export.ts';
import { packageExport } from './routes/package-export.ts';
import { packetFiles } from './routes/packet-files.ts';
import { packets } from './routes/packets.ts';
import { passkeySignIn } from './routes/passkey-sign-in.ts';
import { passwordRoutes } from './routes/password.ts';
import { penaltyRequests } from './routes/penalty-requests.ts';
import { peopleList } from './routes/people-list.ts';
import { personChange } from './routes/person-change.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { programPages } from './routes/program-pages.ts';
import { providerSignIn } from './routes/provider-sign-in.ts';
import { publicReports } from './routes/public-reports.ts';
import { publications } from './routes/publications.ts';
import { questionsList } from './routes/questions-list.ts';
import { raidFiles } from './routes/raid-files.ts';
import { raidInventory } from './routes/raid-inventory.ts';
import { raids } from './routes/raids.ts';
import { reportGet } from './routes/report-get.ts';
import { retention } from './routes/retention.ts';
import { reviewAssignments } from './routes/review-assignments.ts';
import { reviewClaimGet } from './routes/review-claim-get.ts';
import { reviewCountsGet } from './routes/review-counts.ts';
import { reviewDecisions } from './routes/review-decisions.ts';
import { reviewPresencePut } from './routes/review-presence.ts';
import { reviewPriorities } from './routes/review-priorities.ts';
import { reviewQueueList } from './routes/review-queue.ts';
import { reviewSettingsRoutes } from './routes/review-settings.ts';
import { rightsList } from './routes/rights-list.ts';
import { searchGet } from './routes/search-get.ts';
import { sellers } from './routes/sellers.ts';
import { sessionRenewal } from './routes/session-renewal.ts';
import { sightings } from './routes/sightings.ts';
import { signInWaysGet } from './routes/sign-in-ways.ts';
import { standingRoutes } from './routes/standing.ts';
import { testBuyFiles } from './routes/test-buy-files.ts';
import { testBuyVaults } from './routes/test-buy-vaults.ts';
import { testBuys } from './routes/test-buys.ts';
import { threads } from './routes/threads.ts';
import { translations } from './routes/translations.ts';
import { uploads } from './routes/uploads.ts';
import { vaultExport } from './routes/vault-export.ts';
import { vaultFiles } from './routes/vault-files.ts';
import { vaultImports } from './routes/vault-imports.ts';
import { vaultList } from './routes/vault-list.ts';
import { vaultRegistrations } from './routes/vault-registrations.ts';
import { vaultRight } from './routes/vault-right.ts';
import { views } from './routes/views.ts';
import { webhooks } from './routes/webhooks.ts';
import type { Services } from './services.ts';
import { strictJson } from './strict-json.ts';

/** Largest request body that is read into memory, in bytes; files are streamed. */
const BODY_LIMIT = 1024 * 1024;
/** Longest a request may take to arrive, in milliseconds: a chunk of some MiB over a slow line. */
const REQUEST_TIMEOUT = 120_000;

/** How the HTTP side is set up. */
export interface AppOptions {
  logLevel: string;
  /** True when people reach the server by https. */
  https: boolean;
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
}

/** The HTTP application with all its routes, not listening yet. */
export async function createApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, problemOf(error)),
    // Each has its line once it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: options.logLevel,
      // What a page said, an address, a code or a token never gets into the log: the route, not the request's own address.
      serializers: {
        req: senderOf,
        res: (reply) => ({ statusCode: reply.statusCode }),
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          message: error.message.slice(0, 300),
          ...(error.code === undefined ? {} : { code: error.code }),
          stack: error.stack ?? '',
        }),
      },
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  strictJson(app);
  requireResponseSchemas(app);
  requireAccess(app);
  answerWithProblems(app);
  noteWriters(app, services);
  const { metrics, telemetry } = services;
  telemetry?.follow(app);
  logRequests(app, (request) => {
    metrics.count(request);
    telemetry?.count(request);
  });
  refuseBrokenText(app);
  await protect(app, services, options.https);
  refuseOverload(app, services.places, services.knownTokens);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'MarketSafe program backend',
        version: services.version,
        description:
          'What the MarketSafe Reporter extension and the console talk to. Files are handed in by resumable upload (tus 1.0) at /v1/uploads where they are larger than one PUT takes.',
      },
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: jsonSchemaTransform,
    exposeHeadRoutes: true,
  });

  keepNothing(app);
  requireCaller(app, services);
  refuseLeavers(app);
  refuseWhenFull(app, services);
  await app.register(openApiGet);
  for (const route of [
    ...[healthGet, metricsGet, keysGet, auditRootsList, auditRootsPage, authRoutes, consolePages],
    ...[meGet, meLanguage, meMail, rightsList, changesList],
    ...[blobHead, blobPut, blobGet, uploads, damagedFilesList],
    ...[claimSubmit, claimList, claimGet, reportGet],
    ...[searchGet, views, threads, translations],
    ...[knownList, draftsNote],
    ...[questionsList, claimAnswerPost, claimWithdraw],
    ...[reviewQueueList, reviewCountsGet, reviewClaimGet, reviewPresencePut],
    ...[reviewDecisions, reviewAssignments, reviewPriorities, reviewSettingsRoutes],
    ...[challengeGet, deviceEnrol, captureSealGet],
    ...[organisationsList, organisationMake, organisationSettings, peopleList, personChange],
    ...[
      sessionRenewal,
      invitationMake,
      invitationAccept,
      meOrganisations,
      meAccount,
      meTokens,
      passwordRoutes,
    ],
    ...[signInWaysGet, passkeySignIn, providerSignIn, mePasskeys, meProof, meIdentities],
    ...[vaultList, vaultRight, vaultFiles, vaultImports, vaultExport, vaultRegistrations],
    ...[mandates, mandatePapers],
    ...[marketplaceSettingsList, marketplaceSwitch, marketplaceReadingRoutes, procedureRoutes, packageExport],
    ...[packets, packetFiles, desk, counterNotices, clocks, sightings, sellers, retention],
    ...[standingRoutes, leavingExportRoutes, figureRoutes, publications, publicReports, penaltyRequests],
    ...[answers, deskAnswersRoutes, deskCounterRoutes, deskFiles, counterFiles, groupFiles],
    ...[webhooks, news, mailOff, calendar, ownedExport, group],
    ...[programPages, applicationPages, applications],
    ...[raids, raidFiles, raidInventory, deskRaidRoutes],
    ...[testBuys, testBuyFiles, testBuyVaults],
  ]) {
    await app.register(route, services);
  }
  return app;
}
