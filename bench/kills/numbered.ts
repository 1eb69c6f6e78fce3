/** A résumé that tells everywhere which publication it is. */
export function resumeOf(publication: number): string {
  const name = nameOf(publication);
  return JSON.stringify({ basics: { name, label: `Sent as ${name}` } });
}

export function nameOf(publication: number): string {
  return `Publication ${publication}`;
}

/** Which publications a text is of: any format of the site, the PDF too, whose title is not compressed. */
export function publicationsIn(text: string): number[] {
  return [...text.matchAll(/Publication (\d+)/g)].map(([, number]) => Number(number));
}
