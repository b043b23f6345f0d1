/** What a time-stamp token of RFC 3161 says. Times as ISO 8601 in UTC. */
export interface TimeStampFacts {
  /** When the authority says it saw the hash. */
  genTime: string;
  /** Lower-case hexadecimal. */
  serial: string;
  /** Object identifier of the authority's policy. */
  policy: string;
  /** Common name, or the whole name, of the authority's certificate; of the token where it carries no certificate. */
  authority: string;
}

/** What an authority's answer turned out to be. `token` is the TimeStampToken, DER. */
export type TimeStampAnswer =
  | ({
      ok: true;
      token: Uint8Array<ArrayBuffer> /** Certificates the token carries, PEM. */;
      chain: string;
    } & TimeStampFacts)
  | { ok: false; problem: Exclude<TimeStampProblem, 'refused'> }
  | {
      ok: false;
      problem: 'refused' /** RFC 3161's PKIStatus. */;
      status: number /** The authority's own text, of at most 300 characters. */;
      said: string;
    };

/**
 * `garbage`: no TimeStampResp. `refused`: the authority gave no token. `wrong-imprint`: a token of other bytes. `wrong-nonce`: the
 * answer to another question.
 */
export type TimeStampProblem = 'garbage' | 'refused' | 'wrong-imprint' | 'wrong-nonce';

/** What has to hold of a token before it counts. */
export type TimeStampCondition =
  | 'form'
  | 'imprint'
  | 'message-digest'
  | 'signature'
  | 'signing-certificate'
  | 'extended-key-usage'
  | 'chain';

/**
 * Verdict on a token: the facts where the token can be read, and each condition. `chain` is null where no roots were given: the
 * token holds, but who the authority is has not been checked.
 */
export interface TimeStampVerdict {
  facts: TimeStampFacts | null;
  conditions: Record<Exclude<TimeStampCondition, 'chain'>, boolean> & { chain: boolean | null };
}
