/** The floor of P18: what node:http alone does with the same answer, header for header. Prints its port. */
import { createServer } from 'node:http';

const answer = Buffer.from(process.env['BENCH_ANSWER'] ?? '{"status":"ok"}');
const headers = JSON.parse(process.env['BENCH_HEADERS'] ?? '{}');
const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, 'content-length': answer.length });
  response.end(answer);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.once('SIGTERM', () => server.close(() => process.exit(0)));
