/** What injected markup could try in a page, if the page's policy let it. */
import type { Page } from "puppeteer-core";

/** Tries each way in and names those that led somewhere: none of them, where the policy holds. */
export async function intrude(page: Page): Promise<string[]> {
  // The names of the attempts below.
  return (await page.evaluate(attempts)) as string[];
}

const attempts = `(async () => {
  const add = (name, attributes, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return document.body.appendChild(element);
  };
  add("script", {}, "window.ranScript = true");
  add("button", { onclick: "window.ranHandler = true" }).click();
  add("style", {}, "main { color: rgb(1, 2, 3) }");
  const styled = add("p", { style: "color: rgb(1, 2, 3)" });
  const frame = add("iframe", { srcdoc: "<script>parent.ranFrame = true</script>" });
  const fetched = await fetch("/health").then(() => true, () => false);
  await new Promise(done => setTimeout(done, 300));
  const colorOf = element => getComputedStyle(element).color;
  const outcomes = {
    script: window.ranScript === true,
    handler: window.ranHandler === true,
    frame: window.ranFrame === true,
    style: colorOf(document.querySelector("main")) === "rgb(1, 2, 3)",
    attribute: colorOf(styled) === "rgb(1, 2, 3)",
    fetch: fetched,
  };
  return Object.keys(outcomes).filter(name => outcomes[name]);
})()`;
