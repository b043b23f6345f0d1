/** An object store that speaks S3, and as whom it is asked. */
export interface ObjectStoreSettings {
  /** Its address without a path; buckets are named in the path. */
  endpoint: string;
  bucket: string;
  region: string;
  /** What the names of all objects begin with: empty, or with a slash at its end. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** How long an answer is waited for, and a piece of one that has begun, in milliseconds; ten seconds when left out. */
  patience?: number;
}
