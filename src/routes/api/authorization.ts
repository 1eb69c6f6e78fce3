import type { Archive, Token } from "../../archive/archive.ts";
import { ApiError } from "./api-error.ts";

/** Lets in who has a token (RFC 6750). Who has none is told how to come by one only where nobody ever had one. */
export function authorization(archive: Pick<Archive, "state" | "tokens">) {
  const { tokens } = archive;
  let isEquipped = false;
  return { authorize };

  async function authorize({ headers }: Pick<Request, "headers">): Promise<Token> {
    if (archive.state === "off")
      throw new ApiError("unavailable", "This site keeps no archive: DATA is none.");
    const text = /^bearer +([\w.~+/-]+=*) *$/i.exec(headers.get("authorization") ?? "")?.[1];
    const token = text === undefined ? undefined : await tokens.verify(text);
    if (token) return token;
    // The same for one that is unknown and one that is revoked.
    const error = headers.has("authorization") ? ', error="invalid_token"' : "";
    const challenge = { "www-authenticate": `Bearer realm="vitae"${error}` };
    throw new ApiError("unauthorized", await advice(), { headers: challenge });
  }

  async function advice(): Promise<string> {
    isEquipped ||= (await tokens.list()).length > 0;
    if (isEquipped) return "Send a token that was made for this site: Authorization: Bearer vitae_…";
    return "No token was ever made for this site. Who runs it makes one with: bun run token create NAME";
  }
}
