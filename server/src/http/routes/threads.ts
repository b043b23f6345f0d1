import {
  causesOverTime,
  newThreadEntry,
  problem,
  THREAD_KINDS,
  thread,
  threadCounts,
  threadList,
  troubleSettings,
  troubleSettingsHistory,
  uuid,
} from '@marketsafe/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { staffDetail } from '../../audit/staff-detail.ts';
import { causesOf, countThreads, listThreads, readThread } from '../../trouble/read.ts';
import { troubleSettingsHistory as historyOfSettings, setTroubleSettings } from '../../trouble/settings.ts';
import { writeEntry } from '../../trouble/write.ts';
import { forClaimWorkers, forLeads, forStaff } from '../access.ts';
import { callerOf } from '../authenticate.ts';
import type { Services } from '../services.ts';

const URL = '/v1/threads/:about/:subjectId';
const params = z.strictObject({ about: z.enum(THREAD_KINDS), subjectId: uuid });

function subjectOf({ about, subjectId }: z.infer<typeof params>) {
  return { kind: about, subjectId };
}

/**
 * `GET` and `POST /v1/threads/{kind}/{id}`: the thread on a claim or right. `GET /v1/threads`: those that are open. `GET
 * /v1/threads/causes`: what was at the bottom of those that were closed. `GET /v1/threads/counts`: how many wait. `GET` and `PUT
 * /v1/threads/settings`: within how many hours they are answered.
 */
export const threads: FastifyPluginAsyncZod<Services> = async (app, { db, auditLog }) => {
  app.get(
    '/v1/threads',
    {
      config: forClaimWorkers(null),
      schema: { summary: 'Threads, the most urgent first', response: { 200: threadList, default: problem } },
    },
    async (request) => ({ threads: await listThreads(db, callerOf(request)) }),
  );
  app.get(
    '/v1/threads/counts',
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'How many threads are overdue, and how many wait for the caller’s side',
        response: { 200: threadCounts, default: problem },
      },
    },
    (request) => countThreads(db, callerOf(request)),
  );
  app.get(
    '/v1/threads/settings',
    {
      config: forStaff(),
      schema: {
        summary: 'Within how many hours threads are answered, and who set that',
        response: { 200: troubleSettingsHistory, default: problem },
      },
    },
    (request) => db.asStaff(callerOf(request).userId, historyOfSettings),
  );
  app.put(
    '/v1/threads/settings',
    {
      config: forLeads(),
      schema: {
        summary: 'Set within how many hours threads are answered from now on',
        body: troubleSettings,
        response: { 200: troubleSettingsHistory, default: problem },
      },
    },
    (request) => setTroubleSettings(db, callerOf(request), request.body),
  );
  app.get(
    '/v1/threads/causes',
    {
      config: forStaff(),
      schema: {
        summary: 'What was at the bottom of closed threads, by month',
        response: { 200: causesOverTime, default: problem },
      },
    },
    (request) => causesOf(db, callerOf(request)),
  );
  app.get(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'The thread on a claim or right',
        params,
        response: { 200: thread, default: problem },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { reached, thread: read } = await readThread(db, caller, subjectOf(request.params));
      if (read.entries.length > 0) {
        const { about, subjectId } = request.params;
        await auditLog.addLook(
          reached.organisationId,
          {
            action: 'thread.read',
            actorUserId: caller.userId,
            entity: subjectId,
            detail: { entries: read.entries.length, ...staffDetail({ ...caller, as: reached.as }) },
          },
          { screen: `${about} ${subjectId}`, things: read.entries.map(({ entryId }) => entryId) },
        );
      }
      return read;
    },
  );
  app.post(
    URL,
    {
      config: forClaimWorkers(null),
      schema: {
        summary: 'Write to the thread on a claim or right; the first message opens it',
        params,
        body: newThreadEntry,
        response: { 204: z.null().describe('It is there.'), default: problem },
      },
    },
    async (request, reply) => {
      await writeEntry(db, callerOf(request), subjectOf(request.params), request.body);
      return reply.code(204).send(null);
    },
  );
};
