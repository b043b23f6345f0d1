import { describe, expect, it } from 'vitest';
import { DEFAULT_QUOTAS } from '../../../../server/src/blobs/quotas.ts';
import { SettingError } from '../../../../server/src/setting-error.ts';
import { readSettings } from '../../../../server/src/settings/settings.ts';

const read = (environment: Record<string, string>) => readSettings(environment, '/project');

describe('settings', () => {
  it('that are left out or empty have their defaults', () => {
    const names = [
      'PORT',
      'HOST',
      'DATA_FOLDER',
      'DATABASE_URL',
      'AUTH_SECRET',
      'LOG_LEVEL',
      'DEMO',
      'PUBLIC_URL',
    ];
    const empty = Object.fromEntries(
      [...names, 'TRUSTED_PROXIES', 'DISK_RESERVE_MIB'].map((name) => [name, ' ']),
    );
    expect(read(empty)).toEqual(read({}));
    expect(read({})).toEqual({
      dataFolder: '/project/.data',
      port: 4310,
      host: '127.0.0.1',
      consoleFolder: '/project/console/dist',
      seedDemo: false,
      logLevel: 'info',
      trustedProxies: [],
      timeStampAuthorities: [],
      quotas: DEFAULT_QUOTAS,
      mail: {},
      webhooks: { loopback: false },
    });
  });

  it('are read as they are meant', () => {
    expect(
      read({
        PORT: '0',
        TRUSTED_PROXIES: '10.0.0.0/8, loopback,::1',
        DATABASE_URL: 'postgres://me:se%20cret@db.example:5432/reports',
        DISK_RESERVE_MIB: '2',
        DEMO: '1',
        MAIL_SMTP_URL: 'smtps://me:se%20cret@mail.example',
        MAIL_FROM: 'MarketSafe <program@marketsafe.example>',
      }),
    ).toMatchObject({
      port: 0,
      trustedProxies: ['10.0.0.0/8', 'loopback', '::1'],
      diskReserve: 2 * 1024 * 1024,
      seedDemo: true,
      mail: {
        smtpUrl: 'smtps://me:se%20cret@mail.example',
        from: 'MarketSafe <program@marketsafe.example>',
      },
    });
  });

  it('name an object store whole, or not at all', () => {
    const whole = {
      BLOBS_S3_ENDPOINT: 'https://s3.example.com/',
      BLOBS_S3_BUCKET: 'evidence',
      BLOBS_S3_ACCESS_KEY_ID: 'key',
      BLOBS_S3_SECRET_ACCESS_KEY: 'secret',
    };
    expect(read({ ...whole, BLOBS_S3_PREFIX: 'a/b' }).objectStore).toEqual({
      ...{ endpoint: 'https://s3.example.com', bucket: 'evidence', region: 'us-east-1', prefix: 'a/b/' },
      ...{ accessKeyId: 'key', secretAccessKey: 'secret' },
    });
    for (const name of Object.keys(whole)) expect(() => read({ ...whole, [name]: '' })).toThrow(name);
    for (const [name, value] of [
      ['BLOBS_S3_ENDPOINT', 'https://s3.example.com/evidence'],
      ['BLOBS_S3_ENDPOINT', 's3.example.com'],
      ['BLOBS_S3_BUCKET', 'Evidence/of'],
      ['BLOBS_S3_PREFIX', '../other'],
    ] as const) {
      expect(() => read({ ...whole, [name]: value })).toThrow(`${name} is "${value}"`);
    }
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '4310x'],
    ['PORT', '1e3'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'yes'],
    ['AUTH_SECRET', 'short'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TIME_STAMP_AUTHORITIES', 'tsa.example'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'postgres://localhost:5432'],
    ['DISK_RESERVE_MIB', '-1'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['DATABASE_READ_URL', 'postgres://standby.example:5432'],
    ['BLOBS_S3_BUCKET', 'evidence'],
    ['MAIL_SMTP_URL', 'mail.example:25'],
    ['PROGRAM_CONTACT', 'program at example'],
    ['MAIL_FROM', 'MarketSafe <program>'],
    ['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
  ])('that are wrong are named: %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(SettingError);
    expect(() => read({ [name]: value })).toThrow(name);
  });

  it('never show the password of the database', () => {
    expect(() => read({ DATABASE_URL: 'postgres//me:hunter2@db.example/x' })).toThrow(/^(?!.*hunter2)/s);
    expect(() => read({ MAIL_SMTP_URL: 'smtp//me:hunter2@mail.example' })).toThrow(/^(?!.*hunter2)/s);
  });

  describe('of the provider of sign-in', () => {
    const whole = {
      OIDC_ISSUER: 'https://login.example.com/tenant',
      OIDC_CLIENT_ID: 'marketsafe',
      OIDC_CLIENT_SECRET: 'secret',
    };

    it('are read together, with its host as its name', () => {
      const { provider } = read(whole);
      expect(provider).toEqual({
        ...{ issuer: whole.OIDC_ISSUER, clientId: 'marketsafe', clientSecret: 'secret' },
        name: 'login.example.com',
      });
      expect(read({ ...whole, OIDC_NAME: 'Example ID' }).provider?.name).toBe('Example ID');
      expect(read({ ...whole, OIDC_ISSUER: 'http://localhost:9000' }).provider?.issuer).toBe(
        'http://localhost:9000',
      );
      expect(read({}).provider).toBeUndefined();
    });

    it.each([
      ['OIDC_ISSUER', 'OIDC_ISSUER', ' '],
      ['OIDC_ISSUER', 'OIDC_ISSUER', 'login.example.com'],
      ['OIDC_ISSUER', 'OIDC_ISSUER', 'http://login.example.com'],
      ['OIDC_ISSUER', 'OIDC_ISSUER', 'https://login.example.com/?a=b'],
      ['OIDC_CLIENT_ID', 'OIDC_CLIENT_ID', ''],
      ['OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET', ''],
      ['OIDC_NAME', 'OIDC_NAME', 'N'.repeat(61)],
    ])('that are wrong name %s', (named, name, value) => {
      expect(() => read({ ...whole, [name]: value })).toThrow(SettingError);
      expect(() => read({ ...whole, [name]: value })).toThrow(named);
      expect(() => read({ ...whole, [name]: value })).not.toThrow(/secret(?!")/);
    });
  });
});
