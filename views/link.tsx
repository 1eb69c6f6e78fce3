import { Html } from "@elysiajs/html";
import { Text, type TextProps } from "./text.tsx";

interface LinkProps extends TextProps {
  url?: string | undefined;
}

/** Text that is a link where there is an address. */
export function Link({ url, text, words }: LinkProps): JSX.Element {
  const content = <Text text={text} words={words} />;
  if (!url) return <span>{content}</span>;
  return <a href={url}>{content}</a>;
}
