/** What a client is told of each status: its name (RFC 9110) and what to do. The same words as page, JSON and text. */
export const statusTexts: Record<number, { title: string; advice: string }> = {
  400: { title: "Bad Request", advice: "The address or the request is malformed." },
  404: { title: "Not Found", advice: "There is nothing at this address." },
  405: { title: "Method Not Allowed", advice: "This address can be read, not changed." },
  406: { title: "Not Acceptable", advice: "There is nothing here in a form that you accept." },
  500: { title: "Internal Server Error", advice: "Something went wrong here. Please try again in a moment." },
  503: {
    title: "Service Unavailable",
    advice: "The site is starting or stopping. Please try again in a moment.",
  },
};
