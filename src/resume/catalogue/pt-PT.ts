import type { Labels } from "./labels.ts";
import { portuguese } from "./pt.ts";

/** Portuguese, as it is written in Portugal. */
export const europeanPortuguese: Labels = {
  ...portuguese,
  education: "Formação académica",
  awards: "Prémios",
  contact: "Contacto",
  download: "Descarregar",
};
