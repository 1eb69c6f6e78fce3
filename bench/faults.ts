import type { Fault, OwnStack } from "./scenario.ts";
import { isServing, publish } from "./site.ts";
import { isComplete } from "./stack/rotation.ts";
import { until } from "./stack/until.ts";

interface NamedFault extends Fault {
  name: string;
  title: string;
  quickS?: number;
}

/** How long what hangs hangs, and how long a part may take to come back, in ms. */
const hangMs = 4000;
const deadlineMs = 20_000;

/** What is done to the stack while people go on asking. */
export const faults: readonly NamedFault[] = [
  {
    name: "kill",
    title: "An instance is killed",
    quickS: 8,
    async strike({ instances: [victim] }, mark) {
      if (!victim) return;
      mark(`kill -9 ${victim.name}`);
      await startsAgain(victim, () => victim.signal("SIGKILL"));
      mark(`${victim.name} runs again`);
    },
    isWhole: isComplete,
  },
  {
    name: "hang",
    title: "An instance hangs for four seconds",
    async strike({ instances: [victim] }, mark) {
      if (!victim) return;
      await hang(victim, mark);
    },
    isWhole: isComplete,
  },
  {
    name: "rolling-restart",
    title: "All instances are restarted, one after the other",
    async strike(stack, mark) {
      for (const instance of stack.instances) {
        mark(`restart ${instance.name}`);
        await instance.restart();
        await until(() => isComplete(stack), { deadlineMs });
      }
    },
    isWhole: isComplete,
  },
  {
    name: "reload",
    title: "HAProxy is reloaded three times",
    async strike(stack, mark) {
      for (let time = 1; time <= 3; time++) {
        mark("reload");
        await stack.reloadEdge();
        await Bun.sleep(1000);
      }
    },
    isWhole: isComplete,
  },
  {
    name: "redis-stop",
    title: "Redis is killed",
    async strike({ redis }, mark) {
      if (!redis) return mark("there is no Redis");
      mark("kill -9 redis");
      await startsAgain(redis, () => redis.signal("SIGKILL"));
      mark("redis runs again");
    },
    isWhole: hasRedis,
  },
  {
    name: "redis-hang",
    title: "Redis hangs for four seconds",
    async strike({ redis }, mark) {
      if (!redis) return mark("there is no Redis");
      await hang(redis, mark);
    },
    isWhole: hasRedis,
  },
  {
    name: "publish",
    title: "A new edition is published",
    publishes: true,
    async strike(stack, mark) {
      mark("publish");
      await publish(stack, "second");
    },
    isWhole: stack => isServing(stack, "second"),
  },
];

type Part = OwnStack["instances"][number];

async function startsAgain(part: Part, end: () => void): Promise<void> {
  const { starts } = part;
  end();
  await until(() => part.starts > starts, { deadlineMs });
}

async function hang(part: Part, mark: (text: string) => void): Promise<void> {
  mark(`${part.name} hangs`);
  part.signal("SIGSTOP");
  await Bun.sleep(hangMs);
  part.signal("SIGCONT");
  mark(`${part.name} goes on`);
}

/** Whether every instance has found Redis again. */
async function hasRedis(stack: OwnStack): Promise<boolean> {
  const states = await Promise.all(
    stack.ports.instances.map(async port => {
      const response = await fetch(`http://127.0.0.1:${port}/health`);
      const health: unknown = await response.json();
      return typeof health === "object" && health !== null && "redis" in health && health.redis;
    }),
  );
  return states.every(state => state === (stack.redis ? "up" : "off"));
}
