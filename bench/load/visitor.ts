import type { Outcome } from "../result.ts";
import { openConnection } from "./connection.ts";
import { type Reading, ResponseReader } from "./response-reader.ts";

/** What a visitor's requests come to. */
export interface VisitorEvents {
  /** A whole answer has come. */
  answered(reading: Reading): void;
  /** No answer will come. */
  failed(outcome: Extract<Outcome, "connect" | "reset" | "timeout">): void;
  /** The server had closed the kept connection: the request goes over a new one, as RFC 9112, section 9.3.1 has it. */
  askedAgain(): void;
}

interface Options {
  origin: URL;
  timeoutMs: number;
  events: VisitorEvents;
}

/** A user's browser: one connection, kept, and one request at a time. */
export class Visitor {
  readonly #options: Options;
  readonly #reader = new ResponseReader();
  #socket: Bun.Socket<undefined> | undefined;
  /** What waits for an answer. */
  #request: Buffer | undefined;
  #sentAt = 0;
  /** Whether this connection has brought an answer already. */
  #isKept = false;
  /** Counts connections, so that what an older one says late is not heard. */
  #connection = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#request !== undefined;
  }

  /** Sends a request. The visitor may not be busy. */
  ask(request: Buffer): void {
    this.#request = request;
    this.#sentAt = performance.now();
    if (this.#socket) this.#send(this.#socket);
    else this.#connect();
  }

  /** Gives up a request that waits for too long; to be called every now and then. */
  checkTime(now: number): void {
    if (this.isBusy && now - this.#sentAt > this.#options.timeoutMs) this.#fail("timeout");
  }

  close(): void {
    this.#request = undefined;
    this.#drop();
  }

  #connect(): void {
    const connection = ++this.#connection;
    const isCurrent = () => connection === this.#connection;
    const opening = openConnection(this.#options.origin, {
      open: socket => (isCurrent() ? this.#opened(socket) : socket.terminate()),
      data: (_, chunk) => {
        if (isCurrent()) this.#receive(chunk);
      },
      close: () => {
        if (isCurrent()) this.#closed();
      },
      connectError: () => {
        if (isCurrent()) this.#fail("connect");
      },
    });
    // It is told by connectError.
    opening.catch(() => {});
  }

  #opened(socket: Bun.Socket<undefined>): void {
    this.#socket = socket;
    this.#isKept = false;
    this.#reader.reset();
    this.#send(socket);
  }

  #send(socket: Bun.Socket<undefined>): void {
    // A request is some hundred bytes: the kernel takes it whole.
    if (this.#request) socket.write(this.#request);
  }

  #receive(chunk: Buffer): void {
    const reading = this.#reader.read(chunk);
    // Nobody asked: the server says farewell to a connection that was idle, with 408.
    if (!reading || !this.isBusy) return;
    this.#request = undefined;
    this.#isKept = true;
    if (reading.closes) this.#drop();
    this.#options.events.answered(reading);
  }

  #closed(): void {
    const isStale = this.#isKept && !this.#reader.hasPart;
    this.#drop();
    if (!this.isBusy) return;
    if (isStale) this.#askAgain();
    else this.#fail("reset");
  }

  #askAgain(): void {
    this.#options.events.askedAgain();
    this.#connect();
  }

  #fail(outcome: Parameters<VisitorEvents["failed"]>[0]): void {
    this.close();
    this.#options.events.failed(outcome);
  }

  #drop(): void {
    this.#connection++;
    this.#socket?.terminate();
    this.#socket = undefined;
    this.#isKept = false;
    this.#reader.reset();
  }
}
