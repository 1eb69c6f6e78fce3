/** Each address of the API, by each method that it takes. */
export const calls = [
  "GET /editions",
  "POST /editions",
  "GET /editions/current",
  "GET /editions/previous",
  "GET /editions/1",
  "GET /editions/1/files/resume.json",
  "GET /editions/1/diff",
  "POST /editions/1/activate",
  "POST /editions/1/preview",
  "POST /rollback",
  "GET /shares",
  "POST /shares",
  "GET /shares/1",
  "DELETE /shares/1",
];
