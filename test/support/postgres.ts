/** A real PostgreSQL for tests: its own folder, a free port of 127.0.0.1, a password. For use inside `describeWith("postgres", …)`. */
import {
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SQL } from "bun";
import { programOf } from "./needs.ts";
import { freePort } from "./process.ts";
import { waitFor } from "./wait.ts";

export interface TestPostgres extends AsyncDisposable {
  port: number;
  password: string;
  /** A file that holds the password. */
  passwordFile: string;
  /** Where its data are. */
  folder: string;
  /**
   * Makes an empty database, and gives its address.
   *
   * @param withPassword whether the password is in it. @default true
   * @param tablespace a folder of the server's user where it is to be kept
   */
  makeDatabase(withPassword?: boolean, tablespace?: string): Promise<string>;
  /** Signals the server and each of its processes: SIGSTOP and SIGCONT for one that hangs. */
  signal(name: NodeJS.Signals): void;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, on the same port, with what it had. */
  start(): Promise<void>;
}

const user = "vitae";

/**
 * @param options.settings `name=value`, as in postgresql.conf
 * @param options.folder where its data go; a new one by default
 */
export async function startPostgres(
  options: { settings?: string[]; folder?: string } = {},
): Promise<TestPostgres> {
  const { settings = [], folder = mkdtempSync(join(tmpdir(), "vitae-postgres-")) } = options;
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  const password = crypto.randomUUID();
  const port = freePort();
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const account = serverAccount();
  if (account) for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);

  const login = ["--auth=scram-sha-256", `--username=${user}`, `--pwfile=${passwordFile}`];
  const made = Bun.spawnSync([
    ...asServer(account),
    programAt("initdb"),
    "-D",
    data,
    "--no-sync",
    "-E",
    "UTF8",
    ...login,
  ]);
  if (made.exitCode !== 0) throw new Error(`Cannot make a PostgreSQL: ${made.stderr}`);

  let server: Bun.Subprocess;
  let databases = 0;
  const urlOf = (database: string, withPassword = true) =>
    `postgres://${user}${withPassword ? `:${password}` : ""}@127.0.0.1:${port}/${database}`;
  const ask = async (statement: string) => {
    const sql = new SQL({ url: urlOf("postgres"), max: 1 });
    await sql.unsafe(statement).finally(() => sql.close());
  };
  const start = async () => {
    const listen = ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", folder];
    const set = ["shared_buffers=16MB", ...settings].flatMap(setting => ["-c", setting]);
    server = Bun.spawn([...asServer(account), programAt("postgres"), ...listen, ...set], {
      stdio: ["ignore", "ignore", "ignore"],
    });
    await waitFor(async () => ask("SELECT 1").then(() => true), 30_000);
  };
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [server.pid, ...childrenOf(server.pid)]) signalOne(pid, name);
  };
  const kill = async () => {
    signal("SIGKILL");
    await server.exited;
  };
  await start();
  return {
    port,
    password,
    passwordFile,
    folder,
    async makeDatabase(withPassword, tablespace) {
      databases += 1;
      if (tablespace) await ask(`CREATE TABLESPACE space_${databases} LOCATION '${tablespace}'`);
      await ask(`CREATE DATABASE test_${databases}${tablespace ? ` TABLESPACE space_${databases}` : ""}`);
      return urlOf(`test_${databases}`, withPassword);
    },
    signal,
    kill,
    start,
    async [Symbol.asyncDispose]() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: it runs as Debian's user for it then. */
function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8")) ?? [];
  if (!uid || !gid) throw new Error("Cannot start PostgreSQL: there is no user postgres to run it as");
  return { uid: Number(uid), gid: Number(gid) };
}

function asServer(account: Account | undefined): string[] {
  if (!account) return [];
  // It ends with the tests, even where those are killed.
  return [
    "setpriv",
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    "--clear-groups",
    "--pdeathsig=KILL",
  ];
}

function programAt(name: "postgres" | "initdb"): string {
  return join(dirname(realpathSync(programOf("postgres"))), name);
}

/** Each of PostgreSQL's processes has a group of its own. */
function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => parentOf(pid) === parent);
}

/** proc(5): the fourth field, after a name that may hold anything. */
function parentOf(pid: number): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) \S /s, "")
        .split(" ")[0],
    );
  } catch {
    return undefined;
  }
}

function signalOne(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
