import { z } from 'zod';
import { MAX_PICTURE_BYTES, MAX_PICTURES } from '../platform.ts';

/** What the page's part answers: the bytes it got, by their number among the addresses it was given. Hostile until looked at. */
export const foundPictures = z
  .array(
    z.strictObject({
      index: z.number().int().nonnegative(),
      /** The address that was really asked. */
      url: z
        .string()
        .max(4_000)
        .regex(/^https?:\/\//),
      base64: z.string().max(Math.ceil(MAX_PICTURE_BYTES / 3) * 4),
    }),
  )
  .max(MAX_PICTURES);
export type FoundPicture = z.infer<typeof foundPictures>[number];
