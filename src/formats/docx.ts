import type { Format } from "./format.ts";

/** A document of Word (Office Open XML, ISO/IEC 29500), with its real styles and lists: to be edited, or read by an applicant tracking system. */
export const docx: Format = {
  name: "docx",
  path: "/resume.docx",
  extension: "docx",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  title: "Word",
  async print(resume, site) {
    // Takes 100 ms to load: an instance that fetches its edition does not wait for it.
    const { writeDocx } = await import("./docx/write.ts");
    return writeDocx(resume, site);
  },
};
