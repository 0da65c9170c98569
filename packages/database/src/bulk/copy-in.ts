import type { Writable } from 'node:stream';
import type pg from 'pg';

/** The part of the driver's connection that COPY needs; its types know a part of it only. */
interface CopyConnection {
  readonly stream: Writable;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

type Settle = (error: Error | null, rows?: number) => void;

/** What the driver's queue calls while a `COPY … FROM STDIN` is answered. */
class CopyIn {
  private rows = 0;
  /** Called by the driver where its own time limit is over. */
  callback: Settle;

  constructor(
    private readonly text: string,
    private readonly chunks: Iterable<Buffer>,
    readonly query_timeout: number,
    settle: Settle,
  ) {
    this.callback = settle;
  }

  submit(connection: unknown): void {
    (connection as CopyConnection).query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.send(connection).catch((error: unknown) => {
      connection.sendCopyFail(error instanceof Error ? error.message : 'The rows could not be read.');
    });
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.rows);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  /** No faster than the server takes it. */
  private async send(connection: CopyConnection): Promise<void> {
    for (const chunk of this.chunks) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await drained(connection.stream);
    }
    connection.endCopyFrom();
  }
}

/** A connection that breaks never drains; its query is told of it by the driver. */
const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    const over = (): void => {
      stream.off('drain', over).off('close', over);
      resolve();
    };
    stream.on('drain', over).on('close', over);
  });

/**
 * Runs `COPY … FROM STDIN` with these bytes, outside a pipeline.
 * @returns how many rows the server took
 */
export function copyIn(
  client: pg.PoolClient,
  text: string,
  chunks: Iterable<Buffer>,
  limitMs: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const settle: Settle = (error, rows = 0) => (error === null ? resolve(rows) : reject(error));
    client.query(new CopyIn(text, chunks, limitMs, settle));
  });
}
