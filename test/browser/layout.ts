/** What a visitor sees of a page, by questions that are asked in it. */
import type { Page } from "puppeteer-core";

/** What is wider than the window: the page itself, or a text that ends outside of it. Empty when everything is inside. */
export function outsideOf(page: Page): Promise<string[]> {
  return ask(page, findOutside);
}

/** Where an element is: `in the window`, `outside of the window`, or `not to be seen`. */
export function whereIs(page: Page, selector: string): Promise<string> {
  return ask(page, `(${locate})(document.querySelector(${JSON.stringify(selector)}))`);
}

/** The element that has the focus: its text, where it is, and how its outline looks. */
export interface Focus {
  text: string;
  place: string;
  /** `3px solid`. */
  outline: string;
  /** Whether the outline has another colour than the page. */
  isDrawn: boolean;
}

export function focusOf(page: Page): Promise<Focus> {
  return ask(page, describeFocus);
}

/** Elements that an animation, a transition or a smooth scroll would move. */
export function movingOf(page: Page): Promise<string[]> {
  return ask(page, findMoving);
}

/** In forced colours: elements whose own text has neither the colour of text nor, in a link, that of links. */
export function faintOf(page: Page): Promise<string[]> {
  return ask(page, findFaint);
}

async function ask<Answer>(page: Page, question: string): Promise<Answer> {
  // The question decides what comes back, and both stand in this file.
  return (await page.evaluate(question)) as Answer;
}

// A text counts where it is drawn: what only a screen reader is told takes no room. Half a pixel is rounding.
const findOutside = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const outside = scrollWidth > clientWidth ? ["the page scrolls: " + scrollWidth + " px in " + clientWidth] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!data.trim() || parentElement.closest(".heard, .skip")) continue;
    range.selectNodeContents(texts.currentNode);
    const isInside = ({ left, right }) => left >= -0.5 && right <= clientWidth + 0.5;
    if (![...range.getClientRects()].every(isInside)) outside.push("cut off: " + data);
  }
  return outside;
})()`;

const locate = `element => {
  const { left, top, right, bottom, width } = element.getBoundingClientRect();
  if (width < 2 || getComputedStyle(element).clipPath !== "none") return "not to be seen";
  const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  return isInside ? "in the window" : "outside of the window";
}`;

const describeFocus = `(() => {
  const element = document.activeElement;
  const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(element);
  return {
    text: element.textContent,
    place: (${locate})(element),
    outline: outlineWidth + " " + outlineStyle,
    isDrawn: outlineColor !== getComputedStyle(document.documentElement).backgroundColor,
  };
})()`;

const findMoving = `[...document.querySelectorAll("*")].filter(element => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
  return animationName !== "none" || transitionDuration !== "0s" || scrollBehavior !== "auto";
}).map(element => element.outerHTML)`;

const findFaint = `(() => {
  const colorOf = name => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = name;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const [text, link] = ["CanvasText", "LinkText"].map(colorOf);
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter(hasText)
    .filter(element => getComputedStyle(element).color !== (element.closest("a") ? link : text))
    .map(element => element.outerHTML);
})()`;
