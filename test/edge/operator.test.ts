import { afterAll, beforeAll, expect, test } from "bun:test";
import { describeEdge, type Edge, startEdge, until } from "./edge.ts";
import { type StandIn, standIn } from "./stand-in.ts";

const password = "correct horse: battery";
const authorization = `Basic ${btoa(`admin:${password}`)}`;

describeEdge("the operator's doors", haproxy => {
  let instance: StandIn;
  let open: Edge;
  let locked: Edge;

  beforeAll(async () => {
    instance = standIn();
    [open, locked] = await Promise.all([
      startEdge(haproxy, [instance.address, "127.0.0.1:1"]),
      startEdge(haproxy, [instance.address], { env: { STATS_PASSWORD: password } }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([open?.[Symbol.asyncDispose](), locked?.[Symbol.asyncDispose]()]);
    instance?.stop();
  });

  const drain = (edge: Edge, headers: Record<string, string> = {}) =>
    fetch(edge.statsUrl, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: "s=app1&action=drain&b=app",
    });
  const stateOf = async (edge: Edge) =>
    /^app,app1,.*?,(UP|DOWN|DRAIN)/m.exec(await edge.runtime("show stat"))?.[1];

  test("show the stats page, which refreshes itself, and each instance that there is on it", async () => {
    await until(async () => (await open.runtime("show stat")).includes(",DOWN,"));
    const response = await fetch(open.statsUrl);
    const page = await response.text();
    expect(response.headers.get("refresh") ?? page).toMatch(/^5$|http-equiv="refresh" content="5"/i);
    const shown = [...page.matchAll(/name="app\/(app\d+)"/g)].map(([, name]) => name);
    expect(shown).toEqual(["app1", "app2"]);
  });

  test("take no action without a password set", async () => {
    const page = await (await fetch(open.statsUrl)).text();
    expect(page).not.toMatch(/<form[^>]*method="post"/i);
    await drain(open);
    expect(await stateOf(open)).toBe("UP");
  });

  test("ask for the password where one is set, and take actions with it", async () => {
    expect((await fetch(locked.statsUrl)).status).toBe(401);
    expect((await drain(locked, { authorization: `Basic ${btoa("admin:wrong")}` })).status).toBe(401);
    expect(await stateOf(locked)).toBe("UP");
    expect((await drain(locked, { authorization, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(await stateOf(locked)).toBe("UP");
    expect((await drain(locked, { authorization, "sec-fetch-site": "same-origin" })).status).toBe(303);
    expect(await stateOf(locked)).toBe("DRAIN");
  });

  test("give Prometheus what HAProxy counts, and nothing else at another path", async () => {
    await fetch(open.url);
    await fetch(open.url);
    const response = await fetch(`${open.exporterUrl}/metrics?no-maint`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toStartWith("text/plain");
    expect(text).toMatch(/^haproxy_frontend_http_responses_total\{proxy="site",code="2xx"\} [1-9]/m);
    expect(text).toMatch(/^haproxy_frontend_http_cache_hits_total\{proxy="site"\} [1-9]/m);
    expect(text).toMatch(/^haproxy_server_status\{proxy="app",server="app1",state="UP"\} 1$/m);
    expect((await fetch(open.exporterUrl)).status).toBe(404);
  });

  test("are not the visitors' door", async () => {
    for (const path of ["/metrics", "/haproxy?stats", "/stats"]) {
      const body = await (await fetch(open.url + path)).text();
      expect(body).not.toMatch(/haproxy_frontend|Statistics Report/);
    }
    expect(open.log().some(({ path }) => path === "/")).toBe(true);
  });

  test("tell nobody on the network of the runtime socket", async () => {
    const [, path = ""] = /(\/\S+haproxy\.sock)/.exec(await open.runtime("show cli sockets")) ?? [];
    const { mode } = await Bun.file(path).stat();
    expect(mode & 0o777).toBe(0o600);
  });
});
