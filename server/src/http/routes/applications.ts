import {
  applicationDecision,
  applicationDetail,
  applicationList,
  applicationNote,
  problem,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { acceptApplication } from '../../applications/accept.ts';
import {
  askOrDecline,
  listApplications,
  noteApplication,
  readApplication,
  readDocument,
} from '../../applications/review.ts';
import { forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/applications';
const params = z.strictObject({ applicationId: uuid });

/** `/v1/applications`: what was handed in by people who want to take part, for the program's staff to read and decide on. */
export const applications: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const { db } = services;
  app.get(
    URL,
    {
      config: forStaff(),
      schema: {
        summary: 'Applications to take part, what waits for staff first',
        response: { 200: applicationList, default: problem },
      },
    },
    async (request) => ({ applications: await listApplications(db, callerOf(request)) }),
  );
  app.get(
    `${URL}/:applicationId`,
    {
      config: forStaff(),
      schema: {
        summary: 'One application, with notes and what has something in common with it',
        params,
        response: { 200: applicationDetail, default: problem },
      },
    },
    (request) => readApplication(db, callerOf(request), request.params.applicationId),
  );
  app.post(
    `${URL}/:applicationId/notes`,
    {
      config: forStaff(),
      schema: {
        summary: 'Write a note to an application, which only staff read',
        params,
        body: applicationNote,
        response: { 200: applicationDetail, default: problem },
      },
    },
    (request) => noteApplication(db, callerOf(request), request.params.applicationId, request.body),
  );
  app.post(
    `${URL}/:applicationId/decision`,
    {
      config: forStaff(),
      schema: {
        summary: 'Ask the applicant something, accept, or decline',
        description:
          'Accepting registers the organisations, rights to be verified and mandates to be confirmed, and invites the people that the application names, in one transaction.',
        params,
        body: applicationDecision,
        response: { 200: applicationDetail, default: problem },
      },
    },
    (request) => {
      const [caller, { applicationId }] = [callerOf(request), request.params];
      const { body } = request;
      return body.decision === 'accept'
        ? acceptApplication(services, caller, applicationId, body)
        : askOrDecline(services, caller, applicationId, body);
    },
  );
  app.get(
    `${URL}/:applicationId/files/:fileId`,
    {
      config: forStaff(),
      schema: {
        summary: 'A document of an application',
        params: z.strictObject({ applicationId: uuid, fileId: uuid }),
        response: { 200: z.string().meta({ format: 'binary' }), default: problem },
      },
    },
    async (request, reply) => {
      const { applicationId, fileId } = request.params;
      const { content, type } = await readDocument(db, callerOf(request), applicationId, fileId);
      return reply
        .header('Content-Type', type)
        .header(
          'Content-Disposition',
          `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="document"`,
        )
        .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(content as never);
    },
  );
};
