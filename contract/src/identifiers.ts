import { z } from 'zod';

/** Lower-case hexadecimal SHA-256 of some bytes. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be a lower-case hexadecimal SHA-256');

/** RFC 9562 UUID of any version, lower case. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a lower-case UUID');

/** Point in time, UTC, ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it. */
export const utcTime = z.iso.datetime();

/** Opaque number that people quote; says nothing about how many claims there are. */
export const claimNumber = z.string().regex(/^MS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

/** Opaque number of a packet; says nothing about how many there are. */
export const packetNumber = z.string().regex(/^MP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
