const codes = { bold: [1, 22], quiet: [2, 22], good: [32, 39], bad: [31, 39] } as const;

export type Paint = Record<keyof typeof codes, (text: string) => string>;

/** Colours for a terminal, or none: then every text stays as it is (https://no-color.org). */
export function painter(colour: boolean): Paint {
  const paint = (name: keyof typeof codes) => (text: string) => {
    const [on, off] = codes[name];
    return colour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  };
  return { bold: paint("bold"), quiet: paint("quiet"), good: paint("good"), bad: paint("bad") };
}
