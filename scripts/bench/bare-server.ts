// A bare Fastify route that does one insert: what the server's intake stands beside. DATABASE_URL names its database.
import Fastify from 'fastify';
import { connect } from '../../server/src/db/connect.ts';

const pool = connect(process.env.DATABASE_URL ?? '', '-c timezone=UTC', 10);
await pool.query(
  'create table if not exists bare (id bigint generated always as identity, body jsonb not null)',
);

const app = Fastify();
app.post('/bare', async (request, reply) => {
  await pool.query('insert into bare (body) values ($1)', [JSON.stringify(request.body)]);
  return reply.code(201).send({ taken: true });
});
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
console.log(`listening at http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);

process.once('SIGTERM', () => void app.close().then(() => pool.end()));
