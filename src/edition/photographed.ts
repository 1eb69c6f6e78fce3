import type { SitePhoto } from "../formats/format.ts";
import { messageOf } from "../message-of.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Photo } from "./photo.ts";

/** A résumé and its photo as they are printed, and what its owner is told of that. */
interface Photographed {
  resume: PublicResume;
  photo?: SitePhoto;
  warnings: string[];
}

/** Makes what is served of a photo. One that cannot be read is not there, and nothing of the résumé says that it were. */
export async function photographed(resume: PublicResume, photo: Photo | undefined): Promise<Photographed> {
  if (!photo) return { resume, warnings: [] };
  try {
    // Takes 40 ms to load, which a résumé without a photo does not wait for.
    const { printPhoto } = await import("./print-photo.ts");
    return { resume, photo: await printPhoto(photo), warnings: [] };
  } catch (error) {
    const { image: _, ...basics } = resume.basics ?? {};
    return { resume: { ...resume, basics }, warnings: [`There is no photo: ${messageOf(error)}`] };
  }
}
