import { Html } from "@elysiajs/html";
import { defaultAccent } from "../src/formats/accent.ts";
import { styleIn } from "../src/formats/style.ts";
import { securityHeaders, sourceHash } from "../src/http/security.ts";
import { formatPlace, type Problem } from "../src/resume/problem.ts";
import { Document } from "../views/document.tsx";

/** The page of a résumé that cannot be published: where, what was found, what was expected. */
export function problemPage(problems: readonly (Problem | string)[]): Response {
  const style = styleIn(defaultAccent);
  const count = problems.length === 1 ? "One problem" : `${problems.length} problems`;
  const page = (
    <Document language="en" direction="ltr" style={style} head={<title safe>{count}</title>}>
      <main>
        <h1 safe>{count}</h1>
        <p class="label">
          The last good edition goes on being served by instances. This page follows your next save.
        </p>
        {problems.map(problem =>
          typeof problem === "string" ? <p safe>{problem}</p> : <ProblemView {...problem} />,
        )}
      </main>
    </Document>
  );
  return new Response(String(page), {
    status: 500,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      ...securityHeaders({ https: false, styles: [sourceHash(style)] }),
    ],
  });
}

function ProblemView({ path, found, expected, excerpt, ...place }: Problem): JSX.Element {
  return (
    <div class="career">
      <p>
        <strong safe>{path || "The document"}</strong>
      </p>
      <p class="details" safe>
        {formatPlace(place)}
      </p>
      <p safe>{`Found ${found}.`}</p>
      <p safe>{`Expected ${expected}.`}</p>
      {excerpt !== undefined && <pre safe>{excerpt}</pre>}
    </div>
  );
}
