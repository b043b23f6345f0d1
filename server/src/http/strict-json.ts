import { unstorableTexts } from '@marketsafe/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FieldError, HttpProblem } from '../problems.ts';
import { doubledMembers } from './doubled-members.ts';
import { MAX_FIELD_ERRORS, pathErrors } from './zod-field-errors.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads bytes as JSON. */
export type ReadJson = (request: FastifyRequest, bytes: Buffer) => Promise<unknown>;

function faultsOf(text: string, value: unknown): FieldError[] {
  const doubled = pathErrors(doubledMembers(text, MAX_FIELD_ERRORS), 'given-twice');
  // UTF-8 has no half of a pair and a text no bare U+0000: both can only come as escapes.
  const broken = text.includes('\\u') ? unstorableTexts(value, MAX_FIELD_ERRORS) : [];
  return [...doubled, ...pathErrors(broken, 'text-broken')];
}

/**
 * The one way in which JSON is read, wherever its bytes come from: refuses what is no UTF-8, the key `__proto__`, a member that is there
 * twice, and text that could be taken now and not be stored, signed or packed later.
 */
export function jsonReader(app: FastifyInstance): ReadJson {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  return async (request, bytes) => {
    let text: string;
    try {
      text = strictUtf8.decode(bytes);
    } catch {
      throw new HttpProblem('body-not-utf8');
    }
    const value = await new Promise<unknown>((resolve, reject) => {
      void parseJson(request, text, (error, parsed) => (error ? reject(error) : resolve(parsed)));
    });
    const errors = faultsOf(text, value);
    if (errors.length > 0) throw new HttpProblem('body-invalid', { errors });
    return value;
  };
}

/** Makes the routes of this scope, and of those inside it, read their JSON bodies in this way. */
export function strictJson(app: FastifyInstance, read: ReadJson = jsonReader(app)): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, read);
}
