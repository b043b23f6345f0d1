import { z } from 'zod';
import { utcTime, uuid } from '../identifiers.ts';
import { LANGUAGES } from '../languages.ts';

/** Longest text that is asked to be translated. */
export const MAX_TRANSLATED = 5_000;
const text = z.string().trim().min(1).max(MAX_TRANSLATED);

/** `PUT /v1/translations/{id}`: asks for a text in another language. The same once more is the same request. */
export const translationOrder = z.strictObject({ text, target: z.enum(LANGUAGES) });
export type TranslationOrder = z.infer<typeof translationOrder>;

/** One request as who asked sees it. */
export const translation = z.strictObject({
  translationId: uuid,
  text: z.string(),
  target: z.enum(LANGUAGES),
  askedAt: utcTime,
  /** Made by a machine, for reading only: nobody has looked at it. */
  machineDraft: z.string().nullable(),
  /** What a person made of it. */
  result: z.string().nullable(),
  doneAt: utcTime.nullable(),
});
export type Translation = z.infer<typeof translation>;

/** `GET /v1/translations`: what the caller has asked for, newest first. */
export const translationList = z.strictObject({ translations: z.array(translation) });

/** A term of the program, in both languages, with where it is from. */
export const glossaryTerm = z.strictObject({ en: z.string(), zh: z.string(), source: z.string() });

/** `GET /v1/translations/queue`: what waits for a translator, oldest first: the text and nothing of whose it is. */
export const translationQueue = z.strictObject({
  waiting: z.array(
    z.strictObject({
      translationId: uuid,
      text: z.string(),
      target: z.enum(LANGUAGES),
      askedAt: utcTime,
      machineDraft: z.string().nullable(),
      /** What was made of the same, or of nearly the same, before; `similarity` 1 is the same. */
      memory: z.array(
        z.strictObject({ text: z.string(), result: z.string(), similarity: z.number().min(0).max(1) }),
      ),
      terms: z.array(glossaryTerm),
    }),
  ),
});
export type WaitingTranslation = z.infer<typeof translationQueue>['waiting'][number];

/** `PUT /v1/translations/{id}/result`: what a translator made of it. Who asked gets it; it is done once. */
export const translationResult = z.strictObject({ text });
