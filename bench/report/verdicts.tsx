import { Html } from "@elysiajs/html";
import type { Verdict } from "../result.ts";

/** A tick or a cross, for a place where words say the same. */
export function Sign({ ok }: { ok: boolean }): JSX.Element {
  return <span class={ok ? "sign good" : "sign bad"} aria-hidden="true"></span>;
}

/** A tick or a cross, which says in words what it means to who does not see it. */
export function Mark({ ok }: { ok: boolean }): JSX.Element {
  const word: string = ok ? "held" : "did not hold";
  return (
    <>
      <Sign ok={ok} />
      <span class="heard" safe>
        {word}
      </span>
    </>
  );
}

/** Each requirement with what was found. */
export function Verdicts({ verdicts }: { verdicts: readonly Verdict[] }): JSX.Element {
  if (verdicts.length === 0) return <span class="quiet">none</span>;
  return (
    <ul class="verdicts">
      {verdicts.map(({ what, target, found, ok }) => (
        <li class={ok ? "held" : "broken"}>
          <Mark ok={ok} /> <span safe>{`${what} ${found}`}</span>{" "}
          <span class="quiet" safe>
            {`(${target})`}
          </span>
        </li>
      ))}
    </ul>
  );
}
