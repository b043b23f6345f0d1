import type { AskingDevice } from '@marketsafe/contract';
import type pg from 'pg';

/** What is kept of a device's request for approval beside what the sign-in library keeps. */
export interface DeviceRequests {
  /** Notes who asks, for whoever is to approve it. */
  describe(userCode: string, device: { userAgent: string | null; address: string }): Promise<void>;
  /** What asks, as far as the code is tied to this person. */
  find(userCode: string, userId: string): Promise<AskingDevice | null>;
  /** Chooses the organisation that the device will act for, before it is approved. */
  chooseOrganisation(userCode: string, userId: string, organisationId: string): Promise<void>;
  /** What a code was approved for, by the device's own secret. */
  approvedFor(deviceCode: string): Promise<{ scope: string | null; organisationId: string | null } | null>;
}

/** Longest description of a browser that is kept. */
const AGENT_LENGTH = 300;

/** @param pool connections of the sign-in library, whose table this is */
export function openDeviceRequests(pool: pg.Pool): DeviceRequests {
  return {
    async describe(userCode, { userAgent, address }) {
      await pool.query(
        'update "deviceCode" set "userAgent" = $2, "ipAddress" = $3, "requestedAt" = now() where "userCode" = $1',
        [userCode, userAgent?.slice(0, AGENT_LENGTH) ?? null, address],
      );
    },
    async find(userCode, userId) {
      const { rows } = await pool.query<{
        userAgent: string | null;
        ipAddress: string | null;
        requestedAt: Date | null;
      }>(
        'select "userAgent", "ipAddress", "requestedAt" from "deviceCode" where "userCode" = $1 and "userId" = $2',
        [userCode, userId],
      );
      const [row] = rows;
      if (!row?.requestedAt) return null;
      const { userAgent, ipAddress: address, requestedAt } = row;
      return { userAgent, address, requestedAt: requestedAt.toISOString() };
    },
    async chooseOrganisation(userCode, userId, organisationId) {
      await pool.query(
        `update "deviceCode" set "organisationId" = $3
         where "userCode" = $1 and "userId" = $2 and "status" = 'pending'`,
        [userCode, userId, organisationId],
      );
    },
    async approvedFor(deviceCode) {
      const { rows } = await pool.query<{ scope: string | null; organisationId: string | null }>(
        'select "scope", "organisationId" from "deviceCode" where "deviceCode" = $1',
        [deviceCode],
      );
      return rows[0] ?? null;
    },
  };
}
