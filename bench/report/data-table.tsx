import { Html } from "@elysiajs/html";

interface ScrollProps {
  /** What is in it, for who reaches it by keyboard without seeing it. */
  label: string;
  children: JSX.Element;
}

/** A box that a wide table scrolls in, so that the page does not. */
export function Scroll({ label, children }: ScrollProps): JSX.Element {
  return (
    <section class="scroll" aria-label={label} tabindex="0">
      {children}
    </section>
  );
}

interface TableProps {
  caption: string;
  headings: string[];
  /** Texts, of which the first names its line. */
  rows: string[][];
}

/** A table of plain texts. */
export function DataTable({ caption, headings, rows }: TableProps): JSX.Element {
  return (
    <Scroll label={caption}>
      <table>
        <caption safe>{caption}</caption>
        <thead>
          <tr>
            {headings.map(heading => (
              <th scope="col" safe>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = "", ...cells]) => (
            <tr>
              <th scope="row" safe>
                {name}
              </th>
              {cells.map(cell => (
                <td safe>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
