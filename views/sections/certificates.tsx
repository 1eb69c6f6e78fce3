import { Html } from "@elysiajs/html";
import { EntryView } from "../entry.tsx";
import { When } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Certificates and licences. */
export function Certificates({ resume: { certificates = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="certificates" words={words}>
      {certificates.map(certificate => (
        <EntryView
          words={words}
          title={certificate.name}
          url={certificate.url}
          details={[certificate.issuer]}
          when={<When date={certificate.date} words={words} />}
        />
      ))}
    </Section>
  );
}
