// A mail server as a process: `node smtp-provider.mjs LOG`. It prints its port, writes a line of JSON for each message that it
// takes, and answers by chance: 451, silence, or it takes the message and hangs up without a word.
import { appendFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [log, seed = '1'] = process.argv.slice(2);
const manners = ['accept', 'later', 'accept', 'drop', 'accept', 'hang', 'accept', 'accept'];
let turn = Number(seed);

const header = (raw, name) =>
  new RegExp(`^${name}: <?(.*?)>?\\r?$`, 'im').exec(raw.split(/\r?\n\r?\n/, 1)[0].replace(/\r?\n[ \t]+/g, ' '))?.[1];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  closeTimeout: 500,
  onMailFrom(_address, session, callback) {
    turn += 1;
    session.manner = manners[turn % manners.length];
    // Silence: the client gives up by itself.
    if (session.manner !== 'hang') callback();
  },
  onData(stream, session, callback) {
    const pieces = [];
    stream.on('data', (piece) => pieces.push(piece));
    stream.on('end', () => {
      if (session.manner === 'later') return callback(Object.assign(new Error('not now'), { responseCode: 451 }));
      const raw = Buffer.concat(pieces).toString('utf8');
      const [id, key] = [header(raw, 'Message-ID'), header(raw, 'X-Kept-Outbox-Key')];
      const told = session.manner === 'accept';
      appendFileSync(log, `${JSON.stringify({ id, key, told })}\n`);
      if (told) return callback(null, `Ok: queued as ${turn}`);
      for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.server.address().port}\n`));
